import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { fullBudget } from "../../../lib/scan/body/budget.ts";
import { latin1 } from "../../../lib/scan/body/latin1.ts";
import { mediaType } from "../../../lib/scan/body/media_type.ts";
import { readMultipart } from "../../../lib/scan/body/multipart.ts";
import { runSteps } from "../../../lib/scan/steps.ts";

function read(text: string, contentType = "multipart/form-data; boundary=b", depth = 0) {
  return runSteps(readMultipart(
    {
      bytes: Buffer.from(text, "latin1"),
      surface: "body",
      views: [],
      contentType,
      codings: [],
      verbatim: false,
      depth: { multipart: depth, archive: 0, unlabelled: 0 },
    },
    text,
    mediaType(contentType),
    fullBudget(),
  ));
}

async function bodies(text: string, contentType?: string): Promise<string[]> {
  const reading = await read(text, contentType);
  assert.equal(reading.kind, "read");
  return reading.kind === "read" ? reading.pieces.map((piece) => latin1(piece.bytes)) : [];
}

Deno.test("readMultipart() finds parts whatever the line ends, and with the last boundary missing", async () => {
  const text = "preamble\r\n--b\r\nA: 1\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\nepilogue";
  assert.deepEqual(await bodies(text), ["one", "two"]);
  assert.deepEqual(await bodies(text.replaceAll("\r", "")), ["one", "two"]);
  assert.deepEqual(await bodies("--b\r\n\r\none\r\n--b\r\nA: 1\r\n\r\ntwo"), ["one", "two"]);
});

Deno.test("readMultipart() takes no boundary from the middle of a line", async () => {
  assert.deepEqual(await bodies("--b\r\n\r\none --b two\r\n--b--"), ["one --b two"]);
});

Deno.test("readMultipart() takes the boundary from the first line where none is declared", async () => {
  assert.deepEqual(await bodies("--xyz\r\n\r\none\r\n--xyz--", "multipart/mixed"), ["one"]);
  assert.deepEqual(await bodies("no boundary at all", "multipart/mixed"), []);
});

Deno.test("readMultipart() joins names, file names and values", async () => {
  const part = (name: string, value: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}";\r\n filename=f${name}\r\n\r\n${value}\r\n`;
  const reading = await read(`${part("tok_", "live_")}${part("x", "0123")}--b--`);
  assert.ok(reading.kind === "read");
  assert.deepEqual(reading.views, [
    { surface: "body", views: ["joined"], text: "tok_ftok_xfx\nlive_0123\nlive_0123" },
  ]);
});

Deno.test("readMultipart() numbers parts and hands on their content types and codings", async () => {
  const reading = await read(
    "--b\r\nContent-Type: application/json\r\nContent-Transfer-Encoding: BASE64\r\n\r\nYWI=\r\n--b\r\n\r\nc\r\n--b--",
  );
  assert.ok(reading.kind === "read");
  const [first, second] = reading.pieces;
  assert.equal(first?.surface, "body part 1");
  assert.equal(first?.contentType, "application/json");
  assert.deepEqual(first?.views, ["base64"]);
  assert.equal(latin1(first?.bytes ?? new Uint8Array()), "ab");
  assert.equal(second?.surface, "body part 2");
  assert.equal(second?.verbatim, true);
});

Deno.test("readMultipart() notes an unknown transfer coding", async () => {
  const reading = await read("--b\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nx\r\n--b--");
  assert.ok(reading.kind === "read" && /unknown transfer coding/.test(reading.notes.join()));
});

Deno.test("readMultipart() refuses too many parts, too long heads, too deep nesting", async () => {
  assert.equal((await read(`${"--b\r\n\r\nx\r\n".repeat(1001)}--b--`)).kind, "refuse");
  assert.equal((await read(`${"--b\r\n\r\nx\r\n".repeat(1000)}--b--`)).kind, "read");
  assert.equal((await read(`--b\r\nA: ${"x".repeat(20_000)}\r\n\r\nx\r\n--b--`)).kind, "refuse");
  assert.equal((await read("--b\r\n\r\nx\r\n--b--", undefined, 2)).kind, "refuse");
});

Deno.test("readMultipart() gives the text of a part that stands as it is", async () => {
  const reading = await read(
    "--b\r\n\r\none\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\nYQ==",
  );
  assert.ok(reading.kind === "read");
  assert.deepEqual(reading.pieces.map(({ text }) => text), ["one", undefined]);
});
