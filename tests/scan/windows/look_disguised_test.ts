import assert from "node:assert/strict";
import { lookDisguised } from "../../../lib/scan/windows/look_disguised.ts";
import {
  asText,
  plainLiteral,
  plenty,
  VENDOR_TOKEN,
  vendorRule,
} from "../../support/scan_samples.ts";

const literal = plainLiteral(vendorRule);

function swapped(text: string): string {
  return text.replace(/[a-z]/gi, (char) => char < "a" ? char.toLowerCase() : char.toUpperCase());
}

const recased = [
  swapped(VENDOR_TOKEN),
  VENDOR_TOKEN.toUpperCase(),
  `ACME-KEY_${VENDOR_TOKEN.slice(9)}`,
];
for (const written of recased) {
  Deno.test(`lookDisguised() finds a token in another case: ${written.slice(0, 9)}`, () => {
    const found = lookDisguised(asText(`> ${written} <`), 2, true, literal, plenty());
    assert.equal(found?.how, "case changed");
    assert.equal(found?.match.value, written);
  });
}

Deno.test("lookDisguised() finds a token cut into pieces and gives it as it stands", () => {
  const written = VENDOR_TOKEN.replace(/.{3}(?=.)/g, "$& ");
  const found = lookDisguised(asText(`> ${written} <`), 2, false, literal, plenty());
  assert.equal(found?.how, "cut into pieces");
  assert.ok(found?.match.value.startsWith(written.slice(0, -2)));
});

Deno.test("lookDisguised() finds nothing in words", () => {
  const text = "ACME-KEY_NAMES_ARE_WRITTEN_IN_CAPITALS acme key words that are cut as words are";
  assert.equal(lookDisguised(asText(text), 0, true, literal, plenty()), undefined);
  assert.equal(lookDisguised(asText(text), 39, false, literal, plenty()), undefined);
});

Deno.test("lookDisguised() takes no part of a longer run for a token in another case", () => {
  for (const written of recased) {
    for (const text of [`Zk${written}`, `-${written}`, `ab${written.slice(0, -1)}`]) {
      const first = text.indexOf(written.slice(0, 9));
      assert.equal(
        lookDisguised(asText(text), first, true, literal, plenty()),
        undefined,
        text.slice(0, 9),
      );
    }
    const line = `A=1\\n${written}\\nB=2`;
    assert.ok(lookDisguised(asText(line), line.indexOf(written), true, literal, plenty()));
    const escaped = `A=1\\\\n${written}\\\\nB=2`;
    assert.ok(lookDisguised(asText(escaped), escaped.indexOf(written), true, literal, plenty()));
  }
});

Deno.test("lookDisguised() takes no word between the slashes of base64 for a token in another case", () => {
  for (const written of recased) {
    const sees = (text: string) =>
      lookDisguised(asText(text), text.indexOf(written), true, literal, plenty()) !== undefined;
    assert.ok(!sees(`Zk3x+Tq9Lw2mVb7RaQ/${written}/d8Kp0sYc4NfGh1jUeW`));
    assert.ok(sees(`https://example.com/v2/${written}/d8Kp0sYc4NfGh1jUeW`));
    assert.ok(sees(`Zk3x+Tq9Lw2mVb7RaQ/${written}/notes`));
  }
});
