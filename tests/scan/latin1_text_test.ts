import assert from "node:assert/strict";
import { latin1Text } from "../../lib/scan/latin1_text.ts";

Deno.test("latin1Text() reads each byte as one character, of a part of a buffer too", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte).subarray(60, 200);
  assert.deepEqual([...latin1Text(bytes)].map((char) => char.charCodeAt(0)), [...bytes]);
  assert.equal(latin1Text(bytes, 5, 8), "ABC");
});
