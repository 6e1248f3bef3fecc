import assert from "node:assert/strict";
import { evenlyCut } from "../../../lib/scan/windows/evenly_cut.ts";
import { asText } from "../../support/scan_samples.ts";

const cases: readonly (readonly [string, string])[] = [
  ["g-h-p-_-A-b-1-2", "ghp_Ab12"],
  ["AKIA IOSF ODNN 7QXA MPLQ rest of it", "AKIAIOSFODNN7QXAMPLQ"],
  ["sk, -a, nt, -x, yz", "sk-ant-xyz"],
  ["a\nkey\n_12\n345\n678", "akey_12345678"],
  ["abcdefg--12--34--56--78", "abcdefg12345678"],
];

for (const [text, joined] of cases) {
  Deno.test(`evenlyCut() puts ${JSON.stringify(text)} together`, () => {
    const readings = evenlyCut(asText(text), 0).map((reading) => reading.text);
    assert.ok(readings.some((reading) => reading.startsWith(joined)), readings.join(" | "));
  });
}

Deno.test("evenlyCut() tells where the pieces end in the text", () => {
  const text = ">> k-e-y-1-2-3!";
  const [reading] = evenlyCut(asText(text), 3);
  assert.equal(text.slice(0, reading?.end), ">> k-e-y-1-2-3");
});

Deno.test("evenlyCut() leaves sentences and whole tokens alone", () => {
  assert.deepEqual(evenlyCut(asText("the quick brown fox jumps over the lazy dog"), 0), []);
  assert.deepEqual(evenlyCut(asText("ghp_abcdefghijklmnopqrstuvwxyz0123456789"), 0), []);
});
