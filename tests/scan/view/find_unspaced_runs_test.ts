import assert from "node:assert/strict";
import { BASE64_RUN } from "../../../lib/scan/view/byte_classes.ts";
import { findRuns } from "../../../lib/scan/view/find_runs.ts";
import { findUnspacedRuns } from "../../../lib/scan/view/find_unspaced_runs.ts";
import { seeded } from "../../bench/conversation.ts";
import { asText } from "../../support/scan_samples.ts";

type Finder = typeof findRuns;

function runs(find: Finder, text: string, from: number, to: number): (string | number)[] {
  const { bytes } = asText(text);
  const found: (string | number)[] = [];
  found.push(find(bytes, from, to, text.length, 20, BASE64_RUN, (start, end) => {
    found.push(`${start}-${end}`);
  }));
  return found;
}

Deno.test("findUnspacedRuns() finds the runs that findRuns() finds", () => {
  const random = seeded(6);
  const breaks = " !\"#$%&'().,:;<>{}@";
  for (let round = 0; round < 300; round++) {
    const text = Array.from({ length: 400 }, () => {
      const letter = "aZ0+/-_=\\\n"[Math.floor(random() * 10)] ?? "a";
      return random() < 0.94 ? letter : breaks[Math.floor(random() * breaks.length)] ?? " ";
    }).join("");
    const from = Math.floor(random() * 50);
    const expected = runs(findRuns, text, from, text.length).slice(0, -1);
    assert.deepEqual(runs(findUnspacedRuns, text, from, text.length).slice(0, -1), expected, text);
  }
});

Deno.test("findUnspacedRuns() follows a run beyond the piece, and says where to go on", () => {
  const text = `  ${"a".repeat(50)}  `;
  assert.deepEqual(runs(findUnspacedRuns, text, 0, 10), ["2-52", 53]);
  assert.deepEqual(runs(findUnspacedRuns, text, 53, 54), [54]);
});

Deno.test("findUnspacedRuns() sees a break at any place of a run", () => {
  for (let at = 0; at < 19; at++) {
    const text = `${"a".repeat(at)} ${"b".repeat(19)} ${"c".repeat(20)}.`;
    assert.deepEqual(runs(findUnspacedRuns, text, 0, text.length).slice(0, -1), [
      `${at + 21}-${at + 41}`,
    ]);
  }
});
