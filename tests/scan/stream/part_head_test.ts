import assert from "node:assert/strict";
import { partHead } from "../../../lib/scan/stream/part_head.ts";

Deno.test("partHead() reads type, coding and names up to the empty line", () => {
  const text = 'Content-Disposition: form-data; name="f";\r\n filename="a.txt"\r\n' +
    "Content-Type: text/plain\r\nCONTENT-TRANSFER-ENCODING: Base64\r\n\r\n";
  assert.deepEqual(partHead(`${text}content`), {
    length: text.length,
    contentType: "text/plain",
    coding: "base64",
    names: ["f", "a.txt"],
  });
});

Deno.test("partHead() knows a part without fields, and bare line ends", () => {
  assert.equal(partHead("\r\ncontent")?.length, 2);
  assert.equal(partHead("\ncontent")?.length, 1);
  assert.equal(partHead("Content-Type: a/b\n\nx")?.contentType, "a/b");
});

Deno.test("partHead() waits for the empty line", () => {
  assert.equal(partHead("Content-Type: text/plain\r\n"), undefined);
  assert.equal(partHead(""), undefined);
});
