import assert from "node:assert/strict";
import { readFrameHead } from "../../../lib/wire/websocket/frame_head.ts";
import { hexBytes } from "../../support/wire_bytes.ts";

Deno.test("readFrameHead() reads each form of length, with and without a mask", () => {
  for (
    const [hex, from, expected] of [
      ["81 05", "server", { fin: true, opcode: 1, length: 5, headBytes: 2 }],
      ["02 7e 01 00", "server", { fin: false, opcode: 2, length: 256, headBytes: 4 }],
      ["80 7f 00 00 00 00 00 01 00 00", "server", {
        fin: true,
        opcode: 0,
        length: 65_536,
        headBytes: 10,
      }],
      ["89 80 01 02 03 04", "client", { fin: true, opcode: 9, length: 0, headBytes: 6 }],
    ] as const
  ) {
    const mask = from === "client" ? new Uint8Array([1, 2, 3, 4]) : undefined;
    assert.deepEqual(readFrameHead(hexBytes(hex), from), { ...expected, mask }, hex);
    const bytes = hexBytes(hex);
    for (let end = 0; end < bytes.length; end++) {
      assert.equal(readFrameHead(bytes.subarray(0, end), from), undefined, `${hex} to ${end}`);
    }
  }
});

Deno.test("readFrameHead() says what is wrong in words, without a byte of the peer's", () => {
  assert.throws(() => readFrameHead(hexBytes("c1"), "server"), /reserved bits/);
  assert.throws(() => readFrameHead(hexBytes("8b"), "server"), /reserved opcode/);
  assert.throws(() => readFrameHead(hexBytes("09"), "server"), /control frame is fragmented/);
  assert.throws(() => readFrameHead(hexBytes("897e"), "server"), /more than 125/);
  assert.throws(() => readFrameHead(hexBytes("8101"), "client"), /not masked/);
  assert.throws(() => readFrameHead(hexBytes("8181"), "server"), /is masked/);
  assert.throws(() => readFrameHead(hexBytes("827e007d"), "server"), /more bytes than it needs/);
});
