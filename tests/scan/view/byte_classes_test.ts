import assert from "node:assert/strict";
import * as classes from "../../../lib/scan/view/byte_classes.ts";

function members(table: Uint8Array, from = 0x20, to = 0x7f): string {
  let text = "";
  for (let code = from; code < to; code++) {
    if (table[code] !== 0) text += String.fromCharCode(code);
  }
  return text;
}

Deno.test("byte classes hold what their encodings are written with", () => {
  assert.equal(members(classes.HEX), "0123456789ABCDEFabcdef");
  assert.equal(members(classes.BASE32_UPPER), "234567=ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  assert.equal(members(classes.BASE32_LOWER), "234567=abcdefghijklmnopqrstuvwxyz");
  assert.equal(members(classes.BASE64_RUN).length, 62 + 6);
  assert.equal(members(classes.PLAIN_TEXT).length, 95);
  assert.equal(classes.PLAIN_TEXT[0x80], 0);
  assert.equal(classes.ANY_TEXT[0x80], 1);
  assert.equal(classes.ANY_TEXT[0x01], 0);
});

Deno.test("SEXTET and HEX_VALUE give values, and one that is none for other bytes", () => {
  const sextet = (char: string) => classes.SEXTET[char.charCodeAt(0)];
  assert.deepEqual([..."AZaz09+/-_="].map(sextet), [0, 25, 26, 51, 52, 61, 62, 63, 62, 63, 64]);
  assert.deepEqual([..."09afAFg"].map((char) => classes.HEX_VALUE[char.charCodeAt(0)]), [
    0,
    9,
    10,
    15,
    10,
    15,
    16,
  ]);
});
