import assert from "node:assert/strict";
import {
  byteWriter,
  makeRoom,
  writeByte,
  writeBytes,
  written,
} from "../../../lib/scan/body/byte_writer.ts";

Deno.test("byteWriter() keeps what is written in order", () => {
  const writer = byteWriter(8);
  writeByte(writer, 0xff);
  writeBytes(writer, Uint8Array.of(1, 2, 3, 4), 1, 3);
  assert.equal(written(writer).text, "\xff\x02\x03");
  assert.equal(writer.length, 3);
});

Deno.test("makeRoom() keeps what was written and gives room for more", () => {
  const writer = byteWriter(1);
  for (let i = 0; i < 300; i++) {
    makeRoom(writer, 1);
    writeByte(writer, i & 255);
  }
  assert.equal(written(writer).text.length, 300);
  assert.equal(written(writer).text.charCodeAt(299), 299 & 255);
});
