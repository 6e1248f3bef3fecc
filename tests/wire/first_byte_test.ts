import assert from "node:assert/strict";
import { classifyFirstByte } from "../../lib/wire/first_byte.ts";

Deno.test("classifyFirstByte() tells a TLS record and a method's letter from all other bytes", () => {
  for (let byte = 0; byte < 256; byte++) {
    const isLetter = /^[A-Z]$/.test(String.fromCharCode(byte));
    const expected = byte === 22 ? "tls" : isLetter ? "http" : "other";
    assert.equal(classifyFirstByte(byte), expected, `byte ${byte}`);
  }
});
