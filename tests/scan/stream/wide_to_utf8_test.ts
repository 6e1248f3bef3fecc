import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { wideToUtf8 } from "../../../lib/scan/stream/wide_to_utf8.ts";
import { cut } from "../../support/scan_stages.ts";

const TEXT = "key \u{1f511} värde = 12345 \u{10ffff}.";

const encoded: Readonly<Record<string, Buffer>> = {
  "utf-16le": Buffer.from(TEXT, "utf16le"),
  "utf-16be": Buffer.from(TEXT, "utf16le").swap16(),
  "utf-32le": utf32(),
  "utf-32be": utf32().swap32(),
};

for (const [name, bytes] of Object.entries(encoded)) {
  Deno.test(`wideToUtf8() reads ${name} over any border`, () => {
    for (let size = 1; size <= bytes.length; size++) {
      const rewriter = wideToUtf8(name);
      const pieces = [...cut(bytes, size)].map((piece) => rewriter.push(piece));
      assert.equal(Buffer.concat([...pieces, rewriter.end()]).toString(), TEXT, `size ${size}`);
    }
  });
}

Deno.test("wideToUtf8() gives what stands at the end alone, and no number that is no character", () => {
  const half = wideToUtf8("utf-16le");
  assert.equal(half.push(Buffer.from([0x41, 0, 0x3d, 0xd8])).length, 1);
  assert.equal(Buffer.from(half.end()).toString(), "\ufffd");
  const broken = wideToUtf8("utf-32le").push(Buffer.from([255, 255, 255, 255, 0x41, 0, 0, 0]));
  assert.equal(Buffer.from(broken).toString(), "\ufffdA");
});

function utf32(): Buffer {
  const points = [...TEXT].map((char) => char.codePointAt(0) ?? 0);
  const bytes = Buffer.alloc(4 * points.length);
  points.forEach((point, i) => bytes.writeUInt32LE(point, 4 * i));
  return bytes;
}
