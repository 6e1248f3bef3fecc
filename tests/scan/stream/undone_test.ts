import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../../lib/limits.ts";
import { undone } from "../../../lib/scan/stream/undone.ts";
import {
  compress,
  cut,
  haltOf,
  keepingStage,
  lines,
  sampleWork,
} from "../../support/scan_stages.ts";

const text = Buffer.from(lines(100_000));

Deno.test("undone() lets data go when all that it holds may go", async () => {
  const held = 5_000;
  const reader = keepingStage(held);
  const data = undone("gzip", "gzip", reader, sampleWork());
  const packed = compress.gzip(text);
  let pushed = 0;
  for (const piece of cut(packed, 1_000)) {
    await data.push(piece);
    pushed += piece.length;
    const cleared = data.cleared();
    assert.ok(cleared <= pushed && cleared % 1_000 === 0);
    // What was let go decodes to no more than the reader has let go.
    const before = keepingStage();
    await undone("gzip", "gzip", before, sampleWork()).push(packed.subarray(0, cleared));
    assert.ok(before.text().length <= Math.max(0, reader.text().length - held));
  }
  assert.equal(await data.end(), true);
  assert.equal(data.cleared(), packed.length);
  assert.ok(reader.ended());
  assert.equal(data.output(), text.length);
});

Deno.test("undone() lets nothing go of a block that has not come out", async () => {
  const packed = compress.zstd(text);
  const data = undone("zstd", "zstd", keepingStage(), sampleWork());
  await data.push(packed.subarray(0, 1_000));
  assert.ok(data.cleared() < 20);
  await data.push(packed.subarray(1_000));
  assert.equal(data.cleared(), packed.length);
});

Deno.test("undone() ends its reader when data ends, and where it breaks only if asked", async () => {
  const ended = keepingStage();
  const packed = Buffer.concat([compress.zlib(text), Buffer.from("more")]);
  assert.equal(await undone("zlib", "zlib", ended, sampleWork()).push(packed), "ended");
  assert.ok(ended.ended());
  const broken = keepingStage();
  const data = undone("zlib", "zlib", broken, sampleWork());
  assert.equal(await data.push(Buffer.from("none of it")), "broken");
  assert.equal(broken.ended(), false);
  await data.judgeRest();
  assert.ok(broken.ended());
});

Deno.test("undone() halts at a bomb before its output has grown much beyond the bound", async () => {
  const reader = keepingStage();
  const bomb = compress.br(Buffer.alloc(20_000_000));
  const pushing = undone("br", "br", reader, sampleWork()).push(bomb);
  assert.match(await haltOf(pushing) ?? "", /br data in the body expands beyond/);
  assert.ok(reader.text().length <= limits.bodyInflateFreeBytes + limits.inflateChunkBytes);
});

Deno.test("undone() frees its decoder when it is done", async () => {
  const shared = sampleWork();
  const data = undone("gzip", "gzip", keepingStage(), shared);
  assert.equal(shared.closers.size, 1);
  await data.end();
  assert.equal(shared.closers.size, 0);
});
