import assert from "node:assert/strict";
import {
  formatAge,
  formatBytes,
  formatClock,
  formatCount,
  formatDuration,
  formatLeft,
  plural,
} from "../../../lib/admin/page/format.js";

Deno.test("formatBytes() has three figures at most and never a thousand of a unit", () => {
  const cases: [number, string][] = [
    ...[[0, "0 B"], [999, "999 B"], [1000, "1.0 kB"], [9_949, "9.9 kB"]] as [number, string][],
    ...[[9_950, "10 kB"], [999_499, "999 kB"], [999_500, "1.0 MB"]] as [number, string][],
    ...[[34_000_000, "34 MB"], [5e15, "5000 TB"]] as [number, string][],
  ];
  for (const [bytes, text] of cases) assert.equal(formatBytes(bytes), text);
});

Deno.test("formatDuration() goes from tenths of a millisecond to minutes", () => {
  const cases: [number | null, string][] = [
    ...[[null, "–"], [0.04, "0.0 ms"], [9.94, "9.9 ms"]] as [number | null, string][],
    ...[[12.4, "12 ms"], [999.5, "1.00 s"], [9_990, "9.99 s"]] as [number, string][],
    ...[[20_040, "20.0 s"], [59_999, "1 min 0 s"], [125_000, "2 min 5 s"]] as [number, string][],
  ];
  for (const [ms, text] of cases) assert.equal(formatDuration(ms), text);
});

Deno.test("formatLeft() reads zero only when nothing is left", () => {
  assert.deepEqual([272_000, 60_000, 59_001, 1, 0, -5].map(formatLeft), [
    ...["4:32", "1:00", "1:00", "0:01", "0:00", "0:00"],
  ]);
});

Deno.test("formatAge() has one unit, the largest that is full", () => {
  const ages = [-1, 999, 1_000, 59_999, 60_000, 3_599_999, 3_600_000, 90_000_000];
  assert.deepEqual(ages.map(formatAge), [
    "0 s",
    "0 s",
    "1 s",
    "59 s",
    "1 min",
    "59 min",
    "1 h",
    "1 d",
  ]);
});

Deno.test("formatClock() is the local time with two figures each", () => {
  assert.equal(formatClock(new Date(2026, 0, 2, 3, 4, 5).getTime()), "03:04:05");
});

Deno.test("formatCount() and plural() group thousands and know one", () => {
  assert.equal(formatCount(10_000), "10,000");
  assert.equal(plural(1, "request"), "1 request");
  assert.equal(plural(0, "request"), "0 requests");
  assert.equal(plural(2, "entry", "entries"), "2 entries");
});
