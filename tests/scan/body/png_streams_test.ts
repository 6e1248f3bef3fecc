import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { deflateSync, inflateSync } from "node:zlib";
import { limits } from "../../../lib/limits.ts";
import { latin1 } from "../../../lib/scan/body/latin1.ts";
import { pngStreams } from "../../../lib/scan/body/png_streams.ts";
import { runSteps } from "../../../lib/scan/steps.ts";
import { pngBytes, pngChunk } from "../../support/document_bytes.ts";

const read = (bytes: Uint8Array) => runSteps(pngStreams(bytes, latin1(bytes)));
const text = Buffer.from("a few words");
const packed = deflateSync(text);

const texts: Readonly<Record<string, Uint8Array>> = {
  zTXt: pngChunk("zTXt", "Comment\0\0", packed),
  iCCP: pngChunk("iCCP", "profile\0\0", packed),
  iTXt: pngChunk("iTXt", "Comment\0\x01\0en\0Words\0", packed),
  "iTXt without language": pngChunk("iTXt", "Comment\0\x01\0\0\0", packed),
};

for (const [how, chunk] of Object.entries(texts)) {
  Deno.test(`pngStreams() finds what ${how} holds`, async () => {
    const [found, ...others] = await read(pngBytes(pngChunk("tEXt", "a\0b"), chunk));
    assert.deepEqual(others, []);
    assert.ok(found !== undefined && !found.isPicture);
    assert.deepEqual(inflateSync(found.bytes), text);
  });
}

Deno.test("pngStreams() puts the pixels together", async () => {
  const pixels = pngBytes(
    pngChunk("IDAT", packed.subarray(0, 5)),
    pngChunk("IDAT", packed.subarray(5)),
  );
  const [found] = await read(pixels);
  assert.ok(found?.isPicture);
  assert.deepEqual(inflateSync(found.bytes), text);
});

Deno.test("pngStreams() finds nothing in what is no PNG, nor in chunks that are cut or plain", async () => {
  const plain = pngChunk("iTXt", "Comment\0\0\0\0\0plain");
  assert.deepEqual(
    await read(pngBytes(plain, pngChunk("zTXt", "name"), pngChunk("iTXt", "a\0\x01"))),
    [],
  );
  const png = pngBytes(texts["zTXt"] ?? text);
  assert.deepEqual(await read(png.subarray(1)), []);
  for (let end = 0; end < png.length; end++) {
    assert.ok((await read(png.subarray(0, end))).length <= 1);
  }
});

Deno.test("pngStreams() gives one more than may be tried and no further ones", async () => {
  const chunk = pngChunk("zTXt", "a\0\0x");
  const flood = Array.from({ length: limits.documentStreams + 9 }, () => chunk);
  assert.equal((await read(pngBytes(...flood))).length, limits.documentStreams + 1);
});
