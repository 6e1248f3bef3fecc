import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import { createMessageDecoder } from "../../../lib/wire/websocket/message_decoder.ts";
import { writeFrame } from "../../../lib/wire/websocket/write_frame.ts";
import { frameBytes, TEST_MASK } from "../../support/websocket_frames.ts";
import { bytesOf, textOf } from "../../support/wire_bytes.ts";

Deno.test("writeFrame() writes small messages in one slice, masked or not", () => {
  for (const size of [0, 1, 125, 126, 65_535, 65_536]) {
    const payload = bytesOf("x".repeat(size));
    for (const mask of [undefined, TEST_MASK]) {
      const slices = [...writeFrame("binary", payload, mask)];
      assert.equal(slices.length, 1);
      assert.deepEqual(slices[0], frameBytes({ opcode: 2, payload }, mask));
    }
  }
});

Deno.test("writeFrame() gives a large message in slices that are one frame", () => {
  const payload = new Uint8Array(2 * limits.webSocketSliceBytes + 5).map((_, at) => at % 251);
  for (const [mask, from] of [[undefined, "server"], [TEST_MASK, "client"]] as const) {
    const decoder = createMessageDecoder(from, payload.length);
    const slices = [...writeFrame("binary", payload, mask)];
    assert.ok(slices.length > 1);
    assert.deepEqual(textOf(...slices), textOf(frameBytes({ opcode: 2, payload }, mask)));
    for (const slice of slices) {
      decoder.push(slice);
      const message = decoder.next();
      if (slice === slices.at(-1)) assert.deepEqual(message?.payload, payload);
    }
  }
});

Deno.test("writeFrame() leaves the payload as it is", () => {
  const payload = bytesOf("payload");
  textOf(...writeFrame("ping", payload, TEST_MASK));
  assert.equal(textOf(payload), "payload");
});
