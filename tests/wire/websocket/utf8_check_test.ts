import assert from "node:assert/strict";
import { createUtf8Check } from "../../../lib/wire/websocket/utf8_check.ts";
import { seededRandom } from "../../support/wire_bytes.ts";

Deno.test("createUtf8Check() agrees with the platform's decoder on short sequences", () => {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const random = seededRandom(3629);
  const edges = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0];
  edges.push(0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff);
  for (let round = 0; round < 30_000; round++) {
    const bytes = Uint8Array.from(
      { length: 1 + random(5) },
      () => edges[random(edges.length)] ?? 0,
    );
    let valid = true;
    try {
      strict.decode(bytes);
    } catch {
      valid = false;
    }
    const check = createUtf8Check();
    for (const byte of bytes) check.push(new Uint8Array([byte]));
    assert.equal(check.complete, valid, bytes.toString());
  }
});

Deno.test("createUtf8Check() tells a beginning from what can become no character", () => {
  const check = createUtf8Check();
  assert.deepEqual([check.push(new Uint8Array([0xf4])), check.complete], [true, false]);
  assert.deepEqual([check.push(new Uint8Array([0x90])), check.complete], [false, false]);
  assert.equal(check.push(new Uint8Array([0x61])), false);
});
