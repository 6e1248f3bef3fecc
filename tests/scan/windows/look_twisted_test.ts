import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
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

Deno.test("lookTwisted() takes no line in the middle of lines of base64 for a token", () => {
  const literal = ruleLiterals([vendorRule]).find(({ twist }) => twist === "rot13");
  assert.ok(literal !== undefined);
  const written = rot13(VENDOR_TOKEN);
  const line = "q7Rk2".repeat(8);
  const sees = (text: string) =>
    lookTwisted(asText(text), text.indexOf(literal.text), literal, plenty()) !== undefined;
  for (const end of ["\n", "\r\n"]) {
    assert.ok(!sees([line, written, line].join(end)));
    assert.ok(sees([line, written].join(end)), "the last line");
    assert.ok(sees([written, line].join(end)), "the first line");
    assert.ok(sees(["Dear reader,", written, line].join(end)), "other lines");
  }
});

Deno.test("lookTwisted() leaves bytes of any kind as they stand", () => {
  for (const [twist, change] of Object.entries(twists)) {
    const literal = ruleLiterals([vendorRule]).find((one) => one.twist === twist);
    assert.ok(literal !== undefined);
    const text = change(VENDOR_TOKEN);
    const bytes = Buffer.from(text);
    assert.ok(lookTwisted({ text, bytes }, text.indexOf(literal.text), literal, plenty()));
    assert.equal(bytes.toString(), text, twist);
  }
});
