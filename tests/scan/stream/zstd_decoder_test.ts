import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { zstdDecoder } from "../../../lib/scan/stream/zstd_decoder.ts";
import { compress, cut, lines } from "../../support/scan_stages.ts";

const text = Buffer.from(lines(300_000));
const frame = compress.zstd(text);
const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);

Deno.test("zstdDecoder() reads all frames and passes over skippable ones, over any border", async () => {
  const body = Buffer.concat([frame, skippable, frame]);
  for (const size of [1, 5, 1000, 1e6]) {
    const decoder = zstdDecoder();
    const out: Uint8Array[] = [];
    for (const piece of cut(body, size)) {
      const state = await decoder.push(piece, (bytes) => {
        out.push(new Uint8Array(bytes));
        return Promise.resolve();
      });
      assert.equal(state, "open");
    }
    assert.ok(Buffer.concat(out).equals(Buffer.concat([text, text])), `size ${size}`);
    assert.equal(await decoder.end(() => Promise.resolve()), true);
    decoder.close();
  }
});

Deno.test("zstdDecoder() settles a block when it has come out", async () => {
  const decoder = zstdDecoder();
  let length = 0;
  let settled = 0;
  for (const piece of cut(frame, 500)) {
    await decoder.push(piece, (bytes) => Promise.resolve(void (length += bytes.length)));
    if (decoder.settled() > settled + 16) assert.ok(length >= 131_072);
    settled = Math.max(settled, decoder.settled());
  }
  assert.equal(settled, frame.length);
  decoder.close();
});

Deno.test("zstdDecoder() knows broken data from data that ended", async () => {
  const states = async (bytes: Uint8Array) => {
    const decoder = zstdDecoder();
    const state = await decoder.push(bytes, () => Promise.resolve());
    decoder.close();
    return state;
  };
  assert.equal(await states(Buffer.from("no zstd at all")), "broken");
  assert.equal(await states(Buffer.concat([frame, Buffer.from("more")])), "ended");
  const damaged = new Uint8Array(frame);
  damaged.fill(0xff, 20, 400);
  assert.equal(await states(damaged), "broken");
});

Deno.test("zstdDecoder() comes to an end with data that is damaged anywhere", async () => {
  // Behind a full output buffer the platform would throw where no caller can catch it.
  let broken = 0;
  for (let at = 10; at < frame.length; at += 997) {
    const damaged = new Uint8Array(frame);
    damaged.fill(0xaa, at, at + 20);
    const decoder = zstdDecoder();
    if (await decoder.push(damaged, () => Promise.resolve()) === "broken") broken++;
    decoder.close();
  }
  assert.ok(broken > 10, `${broken} broken`);
});

Deno.test("zstdDecoder() refuses a window beyond the bound", async () => {
  const decoder = zstdDecoder();
  // A window of 128 MiB: exponent 17 above 1 KiB.
  const head = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 17 << 3, 1, 0, 0);
  assert.equal(await decoder.push(head, () => Promise.resolve()), "broken");
  decoder.close();
});
