import assert from "node:assert/strict";
import { lazyText } from "../../lib/scan/lazy_text.ts";

Deno.test("lazyText() reads each byte as one character, of a part of a buffer too", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte).subarray(60, 200);
  const { text } = lazyText(bytes);
  assert.deepEqual([...text].map((char) => char.charCodeAt(0)), [...bytes]);
});

Deno.test("lazyText() makes the text once, when it is first asked for", () => {
  const bytes = new Uint8Array([0x61]);
  const source = lazyText(bytes);
  bytes[0] = 0x62;
  assert.equal(source.text, "b");
  bytes[0] = 0x63;
  assert.equal(source.text, "b");
});
