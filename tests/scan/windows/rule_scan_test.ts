import assert from "node:assert/strict";
import type { Rule } from "../../../lib/scan/rule.ts";
import { ruleScan } from "../../../lib/scan/windows/rule_scan.ts";
import { ruleLiterals } from "../../../lib/scan/windows/rule_literals.ts";
import {
  asText,
  keeper,
  MIDDLE_TOKEN,
  middleRule,
  plainLiteral,
  VENDOR_TOKEN,
  vendorRule,
} from "../../support/scan_samples.ts";
import { toEnd } from "../../support/to_end.ts";

const vendor = plainLiteral(vendorRule);

function scanned(text: string, hits: readonly number[]) {
  const report = keeper();
  const scan = ruleScan(asText(text), [], report);
  for (const last of hits) scan.at(vendor, last);
  toEnd(scan.finish());
  return report;
}

Deno.test("ruleScan() tells a match once, though the walk comes to it twice", () => {
  const { seen } = scanned(`x ${VENDOR_TOKEN}`, [9, 9]);
  assert.deepEqual(seen.map(({ value, start }) => [value, start]), [[VENDOR_TOKEN, 2]]);
});

Deno.test("ruleScan() looks for scattered letters only where there are gaps", () => {
  const cut = VENDOR_TOKEN.replace(/.(?=.)/g, "$&.");
  const text = `> ${cut} <`;
  const [seen] = scanned(text, [text.indexOf("y")]).seen;
  assert.deepEqual(seen?.written, ["cut into pieces"]);
  assert.deepEqual(scanned("acme key of words", [7]).seen, []);
});

Deno.test("ruleScan() finds a token behind a long row of its own beginning", () => {
  const rule: Rule = { ...vendorRule, pattern: /AAAA[b-z0-9]{20}/g, check: undefined };
  const literal = plainLiteral(rule);
  const text = `${"A".repeat(50)}b2c3d4e5f6g7h8i9j0k1`;
  const report = keeper();
  const scan = ruleScan(asText(text), [], report);
  for (let last = 3; last < 50; last++) scan.at(literal, last);
  toEnd(scan.finish());
  assert.deepEqual(report.seen.map(({ start }) => start), [46]);
});

Deno.test("ruleScan() searches for what the walk does not see", () => {
  const text = `see ://${MIDDLE_TOKEN}`;
  const bare = ruleLiterals([{ ...middleRule, keywords: ["://"] }]);
  const report = keeper();
  toEnd(ruleScan(asText(text), bare, report).finish());
  assert.deepEqual(report.seen.map(({ value }) => value), [MIDDLE_TOKEN]);
});

Deno.test("ruleScan() refuses a text of near misses instead of looking at all of them", () => {
  const miss = `${VENDOR_TOKEN.slice(0, -5)}00000 `;
  const rounds = 4000;
  const hits = Array.from({ length: rounds }, (_, i) => i * miss.length + 7);
  const { seen, refusals } = scanned(miss.repeat(rounds), hits);
  assert.deepEqual(seen, []);
  assert.deepEqual(refusals, []);
  const dense = Array.from({ length: 8 }, () => hits).flat();
  assert.equal(scanned(miss.repeat(rounds), dense).refusals.length, 1);
});
