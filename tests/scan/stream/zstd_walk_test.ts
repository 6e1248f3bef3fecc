import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { constants, zstdCompressSync } from "node:zlib";
import { limits } from "../../../lib/limits.ts";
import { zstdWalk } from "../../../lib/scan/stream/zstd_walk.ts";
import { seeded } from "../../bench/conversation.ts";
import { lines } from "../../support/scan_stages.ts";

const random = seeded(5);
const noise = Uint8Array.from({ length: 300_000 }, () => Math.floor(256 * random()));
const skippable = Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
const frames = [Buffer.from(lines(200_000)), noise, new Uint8Array(0), Buffer.alloc(500_000)]
  .flatMap((text) =>
    [0, 1].map((checksum) =>
      zstdCompressSync(text, { params: { [constants.ZSTD_c_checksumFlag]: checksum } })
    )
  );

/** The kinds of the spans, those that come several times in a row once. */
function kinds(bytes: Uint8Array, size: number): { kinds: string[]; isBetween: boolean } {
  const walk = zstdWalk();
  const found: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const span = walk.next(bytes.subarray(at, Math.min(bytes.length, at - at % size + size)));
    if (found.at(-1) !== span.kind) found.push(span.kind);
    at += span.length;
    if (span.kind === "broken" || span.kind === "ended") break;
    assert.ok(walk.settled() <= at && walk.settled() >= at - 131_075);
  }
  // The platform's encoder ends long texts with an empty frame.
  const once = found.join(" ").replace(/(magic data)( magic data)+/g, "$1").split(" ");
  return { kinds: once, isBetween: walk.isBetweenFrames() };
}

Deno.test("zstdWalk() follows frames to their ends, over any border", () => {
  for (const frame of frames) {
    for (const size of [1, 2, 3, 7, 1000, 65535, 1e6]) {
      assert.deepEqual(kinds(frame, size), { kinds: ["magic", "data"], isBetween: true });
      assert.equal(kinds(frame.subarray(0, -1), size).isBetween, false);
    }
  }
});

Deno.test("zstdWalk() passes over skippable frames, and knows what is no zstd", () => {
  const [first = new Uint8Array(0)] = frames;
  const body = Buffer.concat([first, skippable, first]);
  for (const size of [1, 5, 1e6]) {
    const order = ["magic", "data", "magic", "skipped", "magic", "data"];
    assert.deepEqual(kinds(body, size), { kinds: order, isBetween: true });
    assert.equal(kinds(Buffer.from("no zstd"), size).kinds.at(-1), "broken");
    const trailing = Buffer.concat([first, Buffer.from("more")]);
    assert.equal(kinds(trailing, size).kinds.at(-1), "ended");
  }
  assert.equal(zstdWalk().isBetweenFrames(), false);
});

Deno.test("zstdWalk() settles whole blocks only", () => {
  const walk = zstdWalk();
  const frame = zstdCompressSync(noise);
  walk.next(frame.subarray(0, 4));
  walk.next(frame.subarray(4, 1000));
  assert.ok(walk.settled() < 20);
  walk.next(frame.subarray(1000, 140_000));
  assert.ok(walk.settled() > 131_072 && walk.settled() < 131_100);
});

Deno.test("zstdWalk() ends a stretch before it gives more than a block may", () => {
  const text = Buffer.from(lines(5 * limits.zstdBlockBytes));
  const whole = zstdCompressSync(text);
  const walk = zstdWalk();
  let spans = 0;
  for (let at = 0; at < whole.length; spans++) {
    const { length, kind } = walk.next(whole.subarray(at));
    assert.ok(length > 0 && (kind === "magic" || kind === "data"));
    at += length;
  }
  assert.ok(spans >= 5, `${spans} spans`);
  // Blocks that give nothing are no reason to stop.
  const empty = Buffer.from([0, 0, 0]);
  const many = Buffer.concat([
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0x58]),
    ...Array(1000).fill(empty),
  ]);
  const other = zstdWalk();
  assert.equal(other.next(many).kind, "magic");
  assert.equal(other.next(many.subarray(4)).length, many.length - 4);
});
