import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { isPacked } from "../../../lib/scan/body/is_packed.ts";

const packed = (body: Uint8Array, ...contentEncoding: string[]) =>
  isPacked(body, { contentType: undefined, contentEncoding });
const text = Buffer.from("a text of some length, a text of some length");

Deno.test("isPacked() is true of what may decode to more than it is", () => {
  for (const pack of [gzipSync, deflateSync, zstdCompressSync]) {
    assert.ok(packed(pack(text)), pack.name);
  }
  assert.ok(packed(Buffer.concat([text, gzipSync(text)])), "in the middle");
  assert.ok(packed(Buffer.from(gzipSync(text).toString("base64"))), "in base64");
  assert.ok(packed(text, "br"), "declared");
});

Deno.test("isPacked() is false of plain text", () => {
  assert.equal(packed(text), false);
  assert.equal(packed(text, "identity"), false);
  assert.equal(packed(Buffer.from("x marks it")), false);
});
