import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { type Compression, decoder, type Decoding } from "../../../lib/scan/stream/decoder.ts";
import { compress, cut, lines } from "../../support/scan_stages.ts";

const text = Buffer.from(lines(20_000));

async function undo(compression: Compression, bytes: Uint8Array, size: number) {
  const decoding = decoder(compression);
  const out: Uint8Array[] = [];
  const take = (piece: Uint8Array) => Promise.resolve(void out.push(new Uint8Array(piece)));
  let state: Decoding = "open";
  for (const piece of cut(bytes, size)) {
    state = await decoding.push(piece, take);
    if (state !== "open") break;
  }
  const settled = decoding.settled();
  const isWhole = state === "open" && await decoding.end(take);
  decoding.close();
  return { text: Buffer.concat(out), state, isWhole, settled };
}

const samples: readonly (readonly [Compression, Uint8Array])[] = [
  ["gzip", compress.gzip(text)],
  ["zlib", compress.zlib(text)],
  ["deflate-raw", compress["deflate-raw"](text)],
  ["br", compress.br(text)],
  ["zstd", compress.zstd(text)],
];

for (const [compression, data] of samples) {
  Deno.test(`decoder() undoes ${compression} and knows its end, over any border`, async () => {
    for (const size of [1, 2, 3, 7, 1000, 1e6]) {
      const whole = await undo(compression, data, size);
      assert.ok(whole.text.equals(text), `size ${size}`);
      assert.deepEqual([whole.state, whole.isWhole], ["open", true]);
      assert.equal(whole.settled, data.length);
      assert.equal((await undo(compression, data.subarray(0, -1), size)).isWhole, false);
    }
  });

  Deno.test(`decoder() tells that something follows ${compression} data`, async () => {
    for (const size of [1, 7, 1e6]) {
      const { state } = await undo(compression, Buffer.concat([data, Buffer.from("more")]), size);
      assert.notEqual(state, "open");
    }
  });

  Deno.test(`decoder() tells that data is no ${compression}`, async () => {
    const { state, isWhole } = await undo(
      compression,
      Buffer.from("\xff\xfe\xfd\xfc", "latin1"),
      2,
    );
    assert.ok(state === "broken" || !isWhole);
  });
}

Deno.test("decoder() reads gzip of several members", async () => {
  const data = compress.gzip(text);
  for (const size of [1, 1000, 1e6]) {
    const two = await undo("gzip", Buffer.concat([data, data]), size);
    assert.ok(two.text.equals(Buffer.concat([text, text])));
    assert.equal(two.isWhole, true);
  }
});

Deno.test("decoder() reads the data of gzip and zlib without their checksums", async () => {
  for (const [compression, format] of [["gzip data", "gzip"], ["zlib data", "zlib"]] as const) {
    const data = new Uint8Array(compress[format](text));
    data.fill(0, data.length - 4);
    for (const size of [1, 1000, 1e6]) {
      const read = await undo(compression, data, size);
      assert.ok(read.text.equals(text), `${compression} ${size}`);
      assert.equal(read.state, "ended");
    }
  }
});
