import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { gzipHeadBytes } from "../../../lib/scan/body/gzip_head_bytes.ts";
import { bytesOf } from "../../support/wire_bytes.ts";

const MAGIC = "\x1f\x8b\x08";
const FIXED = "\0".repeat(6);

Deno.test("gzipHeadBytes() passes over the fields that the flags announce", () => {
  assert.equal(gzipHeadBytes(gzipSync("some text")), 10);
  const name = `${MAGIC}\x08${FIXED}note.txt\0`;
  assert.equal(gzipHeadBytes(bytesOf(`${name}data`)), name.length);
  const all = `${MAGIC}\x1e${FIXED}\x03\0abcnote\0comment\0xx`;
  assert.equal(gzipHeadBytes(bytesOf(`${all}data`)), all.length);
});

Deno.test("gzipHeadBytes() gives all bytes of a head that is cut short", () => {
  const cut = bytesOf(`${MAGIC}\x08${FIXED}note`);
  assert.equal(gzipHeadBytes(cut), cut.length);
});
