import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { deflateSync } from "node:zlib";
import { limits } from "../../../lib/limits.ts";
import { fullBudget } from "../../../lib/scan/body/budget.ts";
import { documentData } from "../../../lib/scan/body/document_data.ts";
import { latin1 } from "../../../lib/scan/body/latin1.ts";
import { runSteps } from "../../../lib/scan/steps.ts";
import { pdfBytes, pngBytes, pngChunk } from "../../support/document_bytes.ts";

const read = (bytes: Uint8Array, budget = fullBudget()) =>
  runSteps(documentData(bytes, latin1(bytes), budget));
const text = Buffer.from("a few words");
const blank = Buffer.alloc(limits.bodyInflateFreeBytes + limits.pictureBytes);
const PICTURE = "/Subtype /Image ";

async function textsOf(bytes: Uint8Array): Promise<string[]> {
  const found = await read(bytes);
  assert.ok(found.kind === "found");
  return found.streams.map((stream) => `${stream.name}: ${latin1(stream.bytes)}`);
}

Deno.test("documentData() undoes what PDF and PNG hold, also behind what does not decode", async () => {
  const pdf = pdfBytes([{ data: text }, { data: text, dictionary: PICTURE }]);
  assert.deepEqual(await textsOf(pdf), ["pdf: a few words", "pdf: a few words"]);
  const broken = Buffer.from("%PDF-1.7\nstream\nx\x9c\xff\xff\xff\n", "latin1");
  assert.deepEqual((await textsOf(Buffer.concat([broken, pdf]))).length, 2);
  const png = pngBytes(
    pngChunk("zTXt", "a\0\0", deflateSync(text)),
    pngChunk("IDAT", deflateSync(text)),
  );
  assert.deepEqual(await textsOf(png), ["png: a few words", "png: a few words"]);
  assert.deepEqual(await textsOf(Buffer.from("stream\nplain")), []);
});

Deno.test("documentData() undoes a stream that is longer than a slice", async () => {
  const random = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * i * 7919) >> 5));
  const [found] = await textsOf(
    pdfBytes([{ data: Buffer.concat([random, text]) }, { data: text }]),
  );
  assert.ok(found?.endsWith("a few words"));
});

Deno.test("documentData() refuses bombs, and passes over large pictures with a note", async () => {
  assert.deepEqual(await read(pdfBytes([{ data: blank }])), {
    kind: "refuse",
    reason: "pdf data in the body expands beyond 200 times its size or 64 MiB",
  });
  for (
    const bytes of [
      pdfBytes([{ data: blank, dictionary: PICTURE }]),
      pngBytes(pngChunk("IDAT", deflateSync(blank))),
    ]
  ) {
    const found = await read(bytes);
    assert.ok(found.kind === "found");
    assert.deepEqual(found.streams, []);
    assert.deepEqual(found.notes, ["pictures that are too large to be read as bytes"]);
  }
});

Deno.test("documentData() lets pictures take half of what may be decoded, and the rest all of it", async () => {
  const pictures = Array.from({ length: 40 }, () => ({ data: blank, dictionary: PICTURE }));
  const budget = fullBudget();
  const found = await read(pdfBytes([...pictures, { data: text }]), budget);
  assert.ok(found.kind === "found");
  assert.equal(found.streams.length, 1);
  assert.ok(budget.decodedBytes > 0.45 * limits.bodyDecodedBytes);
  assert.equal(
    (await read(pdfBytes([{ data: text }]), { decodedBytes: 0, parts: 0 })).kind,
    "refuse",
  );
});

Deno.test("documentData() refuses a flood of streams", async () => {
  const chunk = pngChunk("zTXt", "a\0\0x");
  const flood = Array.from({ length: limits.documentStreams + 1 }, () => chunk);
  assert.equal((await read(pngBytes(...flood))).kind, "refuse");
});
