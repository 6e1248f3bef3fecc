import assert from "node:assert/strict";
import type { Decision } from "../../lib/supervise/decision.ts";
import { decisionWords } from "../../lib/supervise/decision_words.ts";

const waited = { proposal: "an id", waitedMs: 1 };

Deno.test("decisionWords() has the contract's words for a time-out, without trailing zeros", () => {
  const rows: [seconds: number, shown: string][] = [
    [300, "300"],
    [0.5, "0.5"],
    [1.1 + 2.2, "3.3"],
    [86_400, "86400"],
  ];
  for (const [seconds, shown] of rows) {
    const words = decisionWords({ kind: "timed-out", seconds, ...waited });
    assert.equal(words, `; supervisor approval timed out after ${shown}s`);
  }
});

Deno.test("decisionWords() says why a request was refused, or nothing", () => {
  const rows: [Decision, string][] = [
    [{ kind: "rejected", ...waited }, "; supervisor rejected the request"],
    [
      { kind: "too-many", what: "questions", most: 512 },
      "; the supervisor was not asked, since 512 questions wait already",
    ],
    [{ kind: "approved", ...waited }, ""],
    [{ kind: "unavailable", why: "a full disk" }, ""],
    [{ kind: "withdrawn" }, ""],
  ];
  for (const [decision, words] of rows) assert.equal(decisionWords(decision), words);
});
