import assert from "node:assert/strict";
import { applyMask } from "../../../lib/wire/websocket/apply_mask.ts";
import { bytesOf, hexBytes, textOf } from "../../support/wire_bytes.ts";

const KEY = hexBytes("37 fa 21 3d");

Deno.test("applyMask() gives the RFC's example, and undoes itself", () => {
  const masked = new Uint8Array(5);
  applyMask(bytesOf("Hello"), masked, KEY);
  assert.deepEqual(masked, hexBytes("7f 9f 4d 51 58"));
  const plain = new Uint8Array(5);
  applyMask(masked, plain, KEY);
  assert.equal(textOf(plain), "Hello");
});

Deno.test("applyMask() goes on in the middle of a payload", () => {
  for (let cut = 0; cut <= 9; cut++) {
    const whole = new Uint8Array(9);
    applyMask(bytesOf("some text"), whole, KEY);
    const parts = new Uint8Array(9);
    applyMask(bytesOf("some text").subarray(0, cut), parts, KEY);
    applyMask(bytesOf("some text").subarray(cut), parts.subarray(cut), KEY, cut);
    assert.deepEqual(parts, whole, `cut at ${cut}`);
  }
});
