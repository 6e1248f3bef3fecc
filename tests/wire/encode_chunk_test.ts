import assert from "node:assert/strict";
import { CHUNK_END, chunkPrefix, encodeChunk, lastChunk } from "../../lib/wire/encode_chunk.ts";
import { bytesOf, textOf } from "../support/wire_bytes.ts";

Deno.test("encodeChunk() frames data, and writes nothing for none", () => {
  assert.equal(textOf(encodeChunk(bytesOf("hello, world!\r\n"))), "f\r\nhello, world!\r\n\r\n");
  assert.equal(encodeChunk(new Uint8Array(0)).length, 0);
});

Deno.test("chunkPrefix() with CHUNK_END frames data that is written as it is", () => {
  assert.equal(textOf(chunkPrefix(65536), CHUNK_END), "10000\r\n\r\n");
});

Deno.test("chunkPrefix() refuses a size that would end the body or is none", () => {
  for (const size of [0, -1, 1.5, NaN, 2 ** 53]) assert.throws(() => chunkPrefix(size), RangeError);
});

Deno.test("lastChunk() ends the body with the trailers that may travel on", () => {
  assert.equal(textOf(lastChunk([])), "0\r\n\r\n");
  assert.equal(textOf(lastChunk([["A", "1"], ["Content-Length", "5"]])), "0\r\nA: 1\r\n\r\n");
  assert.throws(() => lastChunk([["A", "1\r\n\r\nGET"]]), TypeError);
});
