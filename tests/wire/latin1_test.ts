import assert from "node:assert/strict";
import { latin1Bytes, latin1Text } from "../../lib/wire/latin1.ts";

const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);

Deno.test("latin1Text() gives one character for each byte, 0x80 to 0x9f included", () => {
  const text = latin1Text(all);
  assert.equal(text.length, 256);
  for (let byte = 0; byte < 256; byte++) assert.equal(text.charCodeAt(byte), byte);
});

Deno.test("latin1Text() reads a part, and a view from the view's own beginning", () => {
  assert.equal(latin1Text(all, 0x41, 0x44), "ABC");
  assert.equal(latin1Text(all.subarray(0x40), 1, 4), "ABC");
});

Deno.test("latin1Bytes() gives the same bytes back, for ASCII and beyond", () => {
  assert.deepEqual(new Uint8Array(latin1Bytes(latin1Text(all))), all);
  assert.deepEqual(new Uint8Array(latin1Bytes("abc")), all.slice(0x61, 0x64));
  assert.equal(latin1Bytes("").length, 0);
});
