import assert from "node:assert/strict";
import { latin1 } from "../../../lib/scan/body/latin1.ts";

Deno.test("latin1() gives one character for each byte of a view, and no other", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  const text = latin1(bytes.subarray(100, 200));
  assert.equal(text.length, 100);
  assert.ok(Array.from(text).every((char, i) => char.charCodeAt(0) === 100 + i));
});
