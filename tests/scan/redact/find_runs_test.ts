import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../../lib/limits.ts";
import { findRuns } from "../../../lib/scan/redact/find_runs.ts";
import { seeded } from "../../bench/conversation.ts";

const LETTERS = Uint8Array.from({ length: 256 }, (_, code) => code >= 0x61 && code < 0x7b ? 1 : 0);

function runs(text: string, shortest: number): string[] {
  return [...findRuns(Buffer.from(text), LETTERS, shortest)].flatMap((run) =>
    run === undefined ? [] : [`${run.start}-${run.end}`]
  );
}

Deno.test("findRuns() gives the runs that a pattern finds", () => {
  const random = seeded(9);
  for (let i = 0; i < 300; i++) {
    const text = Array.from(
      { length: 200 },
      () => random() < 0.85 ? "a" : random() < 0.5 ? "-" : "Z",
    ).join("");
    const shortest = 1 + Math.floor(random() * 12);
    const expected = [...text.matchAll(new RegExp(`[a-z]{${shortest},}`, "g"))]
      .map((match) => `${match.index}-${match.index + match[0].length}`);
    assert.deepEqual(runs(text, shortest), expected);
  }
});

Deno.test("findRuns() gives a run of many steps whole, and pauses within it", () => {
  const length = 3 * limits.scanStepBytes + 5;
  assert.deepEqual(runs(`--${"a".repeat(length)}-`, 10), [`2-${length + 2}`]);
  assert.ok([...findRuns(Buffer.alloc(length, "a"), LETTERS, 10)].length >= 4);
  assert.ok([...findRuns(Buffer.alloc(length, "-"), LETTERS, 10)].length >= 3);
});
