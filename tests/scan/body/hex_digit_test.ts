import assert from "node:assert/strict";
import { hexDigit } from "../../../lib/scan/body/hex_digit.ts";

Deno.test("hexDigit() knows the 22 digits and nothing else", () => {
  for (let code = 0; code < 300; code++) {
    const char = String.fromCharCode(code);
    const expected = /^[0-9a-fA-F]$/.test(char) ? parseInt(char, 16) : -1;
    assert.equal(hexDigit(code), expected);
  }
  assert.equal(hexDigit(NaN), -1);
});
