import assert from "node:assert/strict";
import { crc32 } from "../../../lib/scan/check/crc32.ts";

Deno.test("crc32() agrees with the check value of the catalogue and with zlib", () => {
  assert.equal(crc32("123456789"), 0xcbf43926);
  assert.equal(crc32(""), 0);
  assert.equal(crc32("The quick brown fox jumps over the lazy dog"), 0x414fa339);
});

Deno.test("crc32() takes each character for one byte", () => {
  assert.equal(crc32("\xff\xff\xff\xff"), 0xffffffff);
});
