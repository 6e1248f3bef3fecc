import assert from "node:assert/strict";
import { chart } from "../../bench/chart.ts";
import type { Sample } from "../../bench/measure.ts";
import { comparisonTable, downloadTable } from "../../bench/report.ts";
import { summarise } from "../../bench/summarise.ts";
import { processorWords, rateWords, rounded } from "../../bench/words.ts";

function sample(perSecond: number, more: Partial<Sample> = {}): Sample {
  return {
    ok: true,
    perSecond,
    bytesPerSecond: perSecond * 1e6,
    p50Ms: null,
    p99Ms: null,
    processorUs: null,
    peakBytes: null,
    ...more,
  };
}

const samples = new Map<string, readonly Sample[]>([
  ["direct", [sample(400), sample(500), sample(450)]],
  ["egress", [sample(200, { p50Ms: 2, p99Ms: 30, processorUs: 12_345, peakBytes: 9e7 })]],
  ["other", [sample(100), sample(50, { p50Ms: 4 })]],
  ["none", []],
]);

Deno.test("summarise() takes medians, of bytes where the unit says so, and ratios of pairs", () => {
  const { figures } = summarise({ title: "t", unit: "requests" }, samples);
  const [direct, own, other, none] = figures;
  assert.equal(direct?.rate, 450);
  assert.equal(direct?.ownTimes, 0.5);
  assert.equal(own?.ownTimes, 1);
  assert.equal(own?.p99Ms, 30);
  assert.equal(other?.rate, 50);
  assert.equal(other?.p50Ms, 4);
  assert.equal(other?.ownTimes, 2);
  assert.deepEqual([none?.rate, none?.ownTimes], [null, null]);
  const bytes = summarise({ title: "t", unit: "bytes" }, samples);
  assert.equal(bytes.figures[0]?.rate, 450e6);
});

Deno.test("comparisonTable() names the work once and says what cannot be done", () => {
  const summary = summarise({ title: "the work", unit: "requests" }, samples);
  assert.deepEqual(comparisonTable([summary]).split("\n").map((line) => line.replace(/ +/g, " ")), [
    "| work | way | rate | p50 ms | p99 ms | CPU each | peak | egress is × |",
    "| -------- | ------ | -----: | -----: | -----: | -------: | ----: | ----------: |",
    "| the work | direct | 450/s | | | | | 0.50 |",
    "| | egress | 200/s | 2.00 | 30.0 | 12.3 ms | 90 MB | 1.00 |",
    "| | other | 50.0/s | 4.00 | | | | 2.00 |",
    "| | none | cannot | | | | | |",
  ]);
});

Deno.test("downloadTable() says what a download took of memory, and how near to direct it came", () => {
  const row = { what: "1 GB", name: "egress", bytesPerSecond: 2e8, share: 0.456 };
  const text = downloadTable([{ ...row, peakBytes: 2.5e8, grownBytes: 1e7 }]);
  assert.match(text, /\| 1 GB +\| egress \| 200 MB\/s \| +46 % \| 250 MB \| +10 MB \|$/);
});

Deno.test("chart() draws a bar for each peer, as long as its share of the best one's rate", () => {
  const summary = summarise({ title: "a < b & c", unit: "requests" }, samples);
  const svg = chart([summary], "some day");
  const widths = [...svg.matchAll(/class="(own|bar)"[^>]* width="([\d.]+)"/g)]
    .map(([, kind, width]) => [kind, Number(width)] as const);
  const [own, other, none] = widths;
  assert.equal(widths.length, 3);
  assert.equal(own?.[0], "own");
  assert.equal(other?.[1], Number(((own?.[1] ?? 0) / 4).toFixed(1)));
  assert.equal(none?.[1], 0);
  assert.ok(svg.includes("direct 450/s"));
  assert.ok(svg.includes("some day"));
});

Deno.test("chart() is well-formed, and has colours for a dark page", () => {
  const summary = summarise({ title: "a < b & c", unit: "requests" }, samples);
  const svg = chart([summary, summary, summary], "<&>");
  assert.ok(svg.includes("a &lt; b &amp; c"));
  assert.ok(svg.includes("prefers-color-scheme: dark"));
  // Every element that is opened is closed, in order.
  const open: string[] = [];
  for (const [, slash, name = "", inside = ""] of svg.matchAll(/<(\/?)(\w+)([^<>]*)>/g)) {
    if (slash) assert.equal(open.pop(), name);
    else if (!inside.endsWith("/")) open.push(name);
  }
  assert.deepEqual(open, []);
  assert.doesNotMatch(svg, /NaN|undefined|null/);
});

Deno.test("rateWords() and the other words keep three digits that count", () => {
  assert.equal(rateWords(1234.5, "events"), "1235/s");
  assert.equal(rateWords(1.5e6, "bytes"), "1.50 MB/s");
  assert.equal(rateWords(null, "bytes"), "cannot");
  assert.deepEqual([rounded(9.876), rounded(45.67), rounded(456.7), rounded(null), rounded(NaN)], [
    ...["9.88", "45.7", "457", "", ""],
  ]);
  assert.deepEqual([processorWords(999), processorWords(12_000), processorWords(null)], [
    ...["999 µs", "12.0 ms", ""],
  ]);
});
