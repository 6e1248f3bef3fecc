import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { constants, zstdCompressSync } from "node:zlib";
import { zstdFrameBytes } from "../../../lib/scan/body/zstd_frame_bytes.ts";
import { runSteps } from "../../../lib/scan/steps.ts";

Deno.test("zstdFrameBytes() tells where a frame ends, whatever follows", async () => {
  const random = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i * 31 + (i >> 3)) & 255);
  const texts = [new Uint8Array(0), Buffer.from("short"), Buffer.alloc(500_000), random];
  for (const text of texts) {
    for (const checksum of [0, 1]) {
      const params = { [constants.ZSTD_c_checksumFlag]: checksum };
      const frame = zstdCompressSync(text, { params });
      const more = Buffer.concat([frame, frame]);
      assert.deepEqual(await runSteps(zstdFrameBytes(more)), {
        length: frame.length,
        skippable: false,
      });
      assert.equal(await runSteps(zstdFrameBytes(frame.subarray(0, -1))), undefined);
    }
  }
});

Deno.test("zstdFrameBytes() knows skippable frames and nothing else", async () => {
  const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 9, 9]);
  assert.deepEqual(await runSteps(zstdFrameBytes(skippable)), { length: 9, skippable: true });
  assert.equal(await runSteps(zstdFrameBytes(skippable.subarray(0, 8))), undefined);
  assert.equal(await runSteps(zstdFrameBytes(Buffer.from("no frame at all"))), undefined);
});
