import assert from "node:assert/strict";
import { probeOf } from "../../../lib/scan/windows/probe_of.ts";
import { assignedRule, middleRule, plainLiteral, vendorRule } from "../../support/scan_samples.ts";

/** Whether the probe lets a hit through whose literal's last letter (and sign) ends at `last`. */
function passes(literal: Parameters<typeof probeOf>[0], text: string, last: number, sign = 0) {
  const { back, byte, mask } = probeOf(literal, sign);
  return ((text.charCodeAt(last - back) ^ byte) & mask) === 0;
}

Deno.test("probeOf() asks for the sign of a literal where it belongs", () => {
  const literal = { ...plainLiteral(vendorRule), disguise: "never" as const };
  assert.equal(literal.text, "acme-key_");
  assert.equal(passes(literal, "acme-key_", 7), true);
  assert.equal(passes(literal, "acmeXkey_", 7), false);
  assert.equal(passes(literal, "acme-key_", 8, 1), true);
});

Deno.test("probeOf() asks for the first letter where there is no sign, in any case unless that counts", () => {
  const exact = plainLiteral(middleRule);
  assert.equal(passes(exact, "MidL", 3), true);
  assert.equal(passes(exact, "midL", 3), false);
  const folded = plainLiteral(assignedRule);
  assert.equal(passes(folded, "TOKEN", 4), true);
  assert.equal(passes(folded, ".TO-KEN", 6), false);
});

Deno.test("probeOf() lets everything through where letters may be scattered", () => {
  const literal = plainLiteral(vendorRule);
  assert.equal(literal.disguise, "anywhere");
  assert.equal(probeOf(literal, 0).mask, 0);
});
