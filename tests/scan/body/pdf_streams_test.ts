import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { inflateSync } from "node:zlib";
import { limits } from "../../../lib/limits.ts";
import { latin1 } from "../../../lib/scan/body/latin1.ts";
import { pdfStreams } from "../../../lib/scan/body/pdf_streams.ts";
import { runSteps } from "../../../lib/scan/steps.ts";
import { pdfBytes } from "../../support/document_bytes.ts";

const read = (bytes: Uint8Array) => runSteps(pdfStreams(bytes, latin1(bytes)));
const text = Buffer.from("BT (words) Tj ET");

Deno.test("pdfStreams() finds every stream, whatever line end is behind the word", async () => {
  for (const lineEnd of ["\r\n", "\n", "\r", " \n", ""]) {
    const found = await read(pdfBytes([{ data: text }, { data: text }], lineEnd));
    assert.deepEqual(found.map(({ format }) => format), ["pdf", "pdf"], JSON.stringify(lineEnd));
    for (const { bytes } of found) assert.deepEqual(inflateSync(bytes), text);
  }
});

Deno.test("pdfStreams() tells pictures by their own dictionary", async () => {
  const picture = { data: text, dictionary: "/Subtype /Image " };
  const found = await read(pdfBytes([{ data: text }, picture, { data: text }]));
  assert.deepEqual(found.map(({ isPicture }) => isPicture), [false, true, false]);
});

Deno.test("pdfStreams() finds nothing in what is no PDF, and no streams that are no zlib data", async () => {
  const pdf = pdfBytes([{ data: text }]);
  assert.deepEqual(await read(pdf.subarray(8)), []);
  assert.equal((await read(Buffer.concat([Buffer.alloc(1000), pdf]))).length, 1);
  assert.deepEqual(await read(Buffer.concat([Buffer.alloc(1024), pdf])), []);
  assert.deepEqual(await read(Buffer.from("%PDF-1.7\nstream\nplain\nendstream\nendobj")), []);
});

Deno.test("pdfStreams() gives one more than may be tried and no further ones", async () => {
  const flood = Buffer.from(
    `%PDF-1.7\n${"stream\nx\x9c".repeat(limits.documentStreams + 9)}`,
    "latin1",
  );
  assert.equal((await read(flood)).length, limits.documentStreams + 1);
});
