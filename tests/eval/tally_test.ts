import assert from "node:assert/strict";
import { tally, tallyTable } from "./tally.ts";

const JUDGED = [
  { class: "a", expect: true, flagged: true },
  { class: "a", expect: true, flagged: false },
  { class: "b", expect: false, flagged: true },
];

Deno.test("tally() counts by class", () => {
  assert.deepEqual(tally(JUDGED), [
    { class: "a", expect: true, lines: 2, flagged: 1 },
    { class: "b", expect: false, lines: 1, flagged: 1 },
  ]);
});

Deno.test("tallyTable() gives recall where findings are expected and false alarms elsewhere", () => {
  const [a, all, b] = tallyTable(tally(JUDGED)).split("\n");
  assert.match(a ?? "", /^a +2 +recall +50\.00 %$/);
  assert.match(all ?? "", /^all +2 +recall +50\.00 %$/);
  assert.match(b ?? "", /^b +1 +false alarms +100\.00 %$/);
});
