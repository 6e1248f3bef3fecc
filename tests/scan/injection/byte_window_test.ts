import assert from "node:assert/strict";
import { byteWindow } from "../../../lib/scan/injection/byte_window.ts";

Deno.test("byteWindow() holds what was appended and not dropped, as bytes and as latin1", () => {
  const window = byteWindow();
  window.append(Uint8Array.from([0x61, 0xe9]));
  assert.equal(window.source.text, "a\u00e9");
  window.append(Uint8Array.from([0x62]));
  window.drop(1);
  assert.equal(window.source.text, "\u00e9b");
  assert.deepEqual([...window.source.bytes], [0xe9, 0x62]);
  assert.equal(window.base, 1);
  assert.equal(window.length, 2);
});

Deno.test("byteWindow() keeps its content while it grows, and gives memory back", () => {
  const window = byteWindow();
  const piece = Uint8Array.from({ length: 1000 }, (_, i) => i & 0xff);
  for (let i = 0; i < 100; i++) window.append(piece);
  assert.equal(window.source.bytes.buffer.byteLength >= 100_000, true);
  window.drop(99_500);
  assert.deepEqual([...window.source.bytes], [...piece.subarray(500)]);
  assert.ok(window.source.bytes.buffer.byteLength < 8000);
});

Deno.test("byteWindow() takes a whole text without copying it", () => {
  const window = byteWindow();
  const bytes = Uint8Array.from([0x61, 0x62]);
  window.adopt(bytes);
  assert.equal(window.source.text, "ab");
  assert.equal(window.source.bytes.buffer, bytes.buffer);
});
