import assert from "node:assert/strict";
import { entryState } from "../../lib/cli/entry_state.ts";
import { proposalOf } from "../support/questions.ts";

Deno.test("entryState() tells what is over, in words that steer nothing", () => {
  const proposal = proposalOf();
  const answer = { allowed: false, status: "no\x1b[2J", notes: "" };
  assert.equal(entryState({ proposal, answer: undefined, archived: false }), undefined);
  assert.match(entryState({ proposal, answer: undefined, archived: true }) ?? "", /^timed out/);
  for (const archived of [false, true]) {
    const words = entryState({ proposal, answer, archived });
    assert.equal(words, "was answered already: no\\u{1b}[2J");
  }
});
