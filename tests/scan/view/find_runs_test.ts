import assert from "node:assert/strict";
import { HEX } from "../../../lib/scan/view/byte_classes.ts";
import { findRuns } from "../../../lib/scan/view/find_runs.ts";
import { seeded } from "../../bench/conversation.ts";
import { asText } from "../../support/scan_samples.ts";

function runs(text: string, least: number): string[] {
  const found: string[] = [];
  const { bytes } = asText(text);
  findRuns(bytes, 0, text.length, text.length, least, HEX, (start, end) => {
    found.push(`${start}-${end}`);
  });
  return found;
}

Deno.test("findRuns() finds the runs that a look at every byte finds", () => {
  const random = seeded(5);
  for (let round = 0; round < 200; round++) {
    const text = Array.from({ length: 300 }, () => random() < 0.85 ? "a" : "-").join("");
    const expected = [...text.matchAll(/[0-9a-f]{6,}/g)]
      .map((run) => `${run.index}-${run.index + run[0].length}`);
    assert.deepEqual(runs(text, 6), expected);
  }
});

Deno.test("findRuns() follows a run beyond the piece, and says where to go on", () => {
  const { bytes } = asText(`--${"a".repeat(50)}--`);
  const found: number[] = [];
  const next = findRuns(bytes, 0, 10, bytes.length, 8, HEX, (start, end) => found.push(start, end));
  assert.deepEqual(found, [2, 52]);
  assert.equal(next, 53);
  assert.equal(findRuns(bytes, next, 54, bytes.length, 8, HEX, () => assert.fail()), 54);
});
