import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { compile } from "../../lib/scan/compile.ts";
import { textScan } from "../../lib/scan/text_scan.ts";
import { seeded } from "../bench/conversation.ts";
import {
  ASSIGNED_VALUE,
  asText,
  keeper,
  MIDDLE_TOKEN,
  middleRule,
  sampleCompiled,
  SECRET_VALUE,
  VENDOR_TOKEN,
} from "../support/scan_samples.ts";
import { toEnd } from "../support/to_end.ts";

const compiled = sampleCompiled();

function kinds(text: string, cuts: readonly number[] = []): string[] {
  const report = keeper();
  const scan = textScan(compiled, asText(text), report);
  let from = 0;
  for (const to of [...cuts, text.length]) {
    toEnd(scan.advance(from, to));
    from = to;
  }
  toEnd(scan.finish());
  return report.seen.map(({ kind, start }) => `${kind}@${start}`).sort();
}

const TEXT = `x ${VENDOR_TOKEN}\ntoken = "${ASSIGNED_VALUE}"\n${MIDDLE_TOKEN} and ${SECRET_VALUE}.`;

Deno.test("textScan() finds what rules and secrets stand for, and where", () => {
  assert.deepEqual(kinds(TEXT), [
    "SAMPLE_TOKEN@88",
    "acme-key@2",
    "assigned-token@45",
    "middle-key@63",
  ]);
});

Deno.test("textScan() finds the same however the text is cut into pieces", () => {
  const whole = kinds(TEXT);
  const random = seeded(8);
  for (let round = 0; round < 100; round++) {
    const cuts = Array.from({ length: 4 }, () => Math.floor(random() * TEXT.length))
      .sort((a, b) => a - b);
    assert.deepEqual(kinds(TEXT, cuts), whole, cuts.join());
  }
});

Deno.test("textScan() finds a short keyword in its own case only", () => {
  const short = compile(
    [{ ...middleRule, keywords: ["MdX"], pattern: /[a-z0-9]{8,12}MdX\d{8}/gi }],
    [],
  );
  for (const [text, count] of [["abcd1234MdX12345678", 1], ["abcd1234mdx12345678", 0]] as const) {
    const report = keeper();
    const scan = textScan(short, asText(text), report);
    toEnd(scan.advance(0, text.length));
    toEnd(scan.finish());
    assert.equal(report.seen.length, count, text);
  }
});

Deno.test("textScan() finds nothing in words", () => {
  assert.deepEqual(kinds("an acme-key_ with a token = none and MidL"), []);
});

Deno.test("textScan() gives a turn after some places that were tried", () => {
  const text = "token acme-key_ ".repeat(2000);
  const scan = textScan(compiled, asText(text), keeper());
  const places = 4000;
  const turns = [...scan.advance(0, text.length)].length;
  assert.ok(turns >= Math.floor(places / limits.scanStepPlaces) - 1, `only ${turns}`);
  assert.equal([...scan.advance(0, 0)].length, 0);
});
