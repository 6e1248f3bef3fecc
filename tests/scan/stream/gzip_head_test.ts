import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gzipHead } from "../../../lib/scan/stream/gzip_head.ts";
import { cut } from "../../support/scan_stages.ts";

const fixed = (flags: number): number[] => [0x1f, 0x8b, 8, flags, 1, 2, 3, 4, 0, 255];
const name = [...Buffer.from("name\0")];
const heads: readonly number[][] = [
  fixed(0),
  fixed(1),
  [...fixed(8), ...name],
  [...fixed(16), ...name],
  [...fixed(4), 3, 0, 9, 9, 9],
  [...fixed(4), 0, 0],
  [...fixed(4), 2, 1, ...new Array(258).fill(5)],
  [...fixed(2), 7, 7],
  [...fixed(4 + 8 + 16 + 2), 1, 1, ...new Array(257).fill(5), ...name, ...name, 7, 7],
];

Deno.test("gzipHead() ends where the data begins, over any border", () => {
  for (const head of heads) {
    const bytes = Uint8Array.from([...head, 0, 0, 0, 0]);
    for (let size = 1; size <= bytes.length; size++) {
      const next = gzipHead();
      const taken = [...cut(bytes, size)].map(next).reduce((sum, length) => sum + length);
      assert.equal(taken, head.length, `flags ${head[3]}, size ${size}`);
    }
  }
});
