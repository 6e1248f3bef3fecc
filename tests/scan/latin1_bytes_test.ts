import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { latin1Bytes } from "../../lib/scan/latin1_bytes.ts";

Deno.test("latin1Bytes() gives one byte for each character, across pieces", () => {
  const texts = ["", "ascii", "x".repeat(10_000), `${"x".repeat(5000)}\xe9${"y".repeat(5000)}`];
  const all = Array.from({ length: 9000 }, (_, i) => String.fromCharCode(i & 0xff)).join("");
  for (const text of [...texts, all, "\xff".repeat(4096)]) {
    assert.deepEqual(Buffer.from(latin1Bytes(text)), Buffer.from(text, "latin1"));
  }
});

Deno.test("latin1Bytes() refuses a character that is no byte", () => {
  assert.throws(() => latin1Bytes(`${"x".repeat(5000)}\u0100`), TypeError);
});
