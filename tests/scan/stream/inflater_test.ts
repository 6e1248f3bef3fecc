import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { type Format, inflater } from "../../../lib/scan/stream/inflater.ts";
import { compress, cut, lines } from "../../support/scan_stages.ts";

const text = Buffer.from(lines(150_000));

async function undo(format: Format, pieces: Iterable<Uint8Array>) {
  const data = inflater(format);
  const out: Uint8Array[] = [];
  const take = (bytes: Uint8Array) => Promise.resolve(void out.push(new Uint8Array(bytes)));
  let isSound = true;
  for (const piece of pieces) isSound &&= await data.write(piece, take);
  const isWhole = isSound && await data.finish(take);
  const consumed = data.consumed();
  data.close();
  return { out: Buffer.concat(out), isSound, isWhole, consumed };
}

for (const format of ["gzip", "zlib", "deflate-raw", "br", "zstd"] as const) {
  const data = compress[format](text);
  // The platform's zstd is given a frame at a time; the last one is empty.
  const sizes = format === "zstd" ? [1000, 1e6] : [1, 7, 1000, 1e6];

  Deno.test(`inflater() undoes ${format} in pieces`, async () => {
    for (const size of sizes) {
      const { out, isWhole } = await undo(format, cut(data, size));
      assert.ok(out.equals(text), `size ${size}`);
      assert.equal(isWhole, true);
    }
  });

  Deno.test(`inflater() gives all that ${format} data holds so far`, async () => {
    const { out } = await undo(format, cut(data.subarray(0, data.length - 20), 500));
    const least = format === "zstd" ? 131_072 : text.length - 2_000;
    assert.ok(out.length >= least && out.equals(text.subarray(0, out.length)), `${out.length}`);
  });
}

Deno.test("inflater() says what is broken, what is cut short and what was read", async () => {
  const data = compress.gzip(text);
  assert.equal((await undo("gzip", [Buffer.from("no gzip at all")])).isSound, false);
  assert.equal((await undo("zstd", [Buffer.from("no zstd at all")])).isSound, false);
  assert.equal((await undo("gzip", [data.subarray(0, -3)])).isWhole, false);
  const raw = compress["deflate-raw"](text);
  const trailing = await undo("deflate-raw", [Buffer.concat([raw, Buffer.from("more")])]);
  assert.equal(trailing.consumed, raw.length);
});

Deno.test("inflater() gives a bomb no faster than it is taken", async () => {
  const data = inflater("br");
  let taken = 0;
  const running = data.write(compress.br(Buffer.alloc(50_000_000)), (bytes) => {
    taken += bytes.length;
    return taken < 1_000_000 ? Promise.resolve() : Promise.reject(new Error("enough"));
  });
  await assert.rejects(running, /enough/);
  assert.ok(taken < 1_200_000);
  data.close();
});
