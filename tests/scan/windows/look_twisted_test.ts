import assert from "node:assert/strict";
import { rot13 } from "../../../lib/scan/secrets/secret_forms.ts";
import { lookTwisted } from "../../../lib/scan/windows/look_twisted.ts";
import { ruleLiterals } from "../../../lib/scan/windows/rule_literals.ts";
import { asText, plenty, VENDOR_TOKEN, vendorRule } from "../../support/scan_samples.ts";

const twists = {
  reversed: (text: string) => [...text].reverse().join(""),
  rot13,
};

for (const [twist, change] of Object.entries(twists)) {
  Deno.test(`lookTwisted() finds a token in ${twist} and gives it as it stands`, () => {
    const literal = ruleLiterals([vendorRule]).find((one) => one.twist === twist);
    assert.ok(literal !== undefined);
    const written = change(VENDOR_TOKEN);
    const text = `some words ${written} and more`;
    const match = lookTwisted(asText(text), text.indexOf(literal.text), literal, plenty());
    assert.deepEqual(match, { value: written, start: 11, end: 11 + written.length });
    assert.equal(lookTwisted(asText(text), 3, literal, plenty()), undefined);
  });
}
