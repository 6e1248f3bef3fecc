import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";
import { isZlibHead } from "../../../lib/scan/body/is_zlib_head.ts";

Deno.test("isZlibHead() knows zlib data of every level and window", () => {
  for (let level = 0; level <= 9; level++) {
    for (let windowBits = 9; windowBits <= 15; windowBits++) {
      const bytes = deflateSync("text", { level, windowBits });
      assert.ok(isZlibHead(new Uint8Array([0, ...bytes]), 1), `${level} ${windowBits}`);
    }
  }
});

Deno.test("isZlibHead() knows two bytes that begin no zlib data", () => {
  const heads = [[], [0x78], [0x78, 0x9d], [0x79, 0x9c], [0x88, 0x1c], [0x78, 0xbb]];
  for (const head of heads) assert.ok(!isZlibHead(Uint8Array.from(head), 0), head.join());
});
