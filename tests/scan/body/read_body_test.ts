import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import { limits } from "../../../lib/limits.ts";
import { type AboutBody, bodyViewSteps, codingNames } from "../../../lib/scan/body/read_body.ts";
import { runSteps } from "../../../lib/scan/steps.ts";
import { tarBytes } from "../../support/archive_bytes.ts";
import { pdfBytes, pngBytes, pngChunk } from "../../support/document_bytes.ts";

const SECRET = "tok_live_0123456789abcdef";
const PLAIN: AboutBody = { contentType: undefined, contentEncoding: [] };

async function read(body: Uint8Array | string, about: Partial<AboutBody> = {}) {
  const bytes = typeof body === "string" ? Buffer.from(body, "latin1") : body;
  const reading = await runSteps(bodyViewSteps(bytes, { ...PLAIN, ...about }));
  if (reading.kind === "refuse") throw new Error(`refused: ${reading.reason}`);
  return reading;
}

/** The decodings of the views that show the text. */
async function shownIn(body: Uint8Array | string, about: Partial<AboutBody> = {}, text = SECRET) {
  return (await read(body, about)).views.filter((view) => view.text.includes(text))
    .map((view) => view.views.join(" "));
}

async function refusal(body: Uint8Array, about: Partial<AboutBody> = {}): Promise<string> {
  const reading = await runSteps(bodyViewSteps(body, { ...PLAIN, ...about }));
  assert.equal(reading.kind, "refuse");
  return reading.kind === "refuse" ? reading.reason : "";
}

Deno.test("bodyViewSteps() gives the raw bytes first, byte for byte", async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  const first = (await read(bytes)).views[0];
  assert.deepEqual(first?.views, []);
  assert.equal(first?.surface, "body");
  assert.deepEqual(Buffer.from(first?.text ?? "", "latin1"), Buffer.from(bytes));
});

Deno.test("bodyViewSteps() adds nothing to a plain text", async () => {
  assert.equal((await read("nothing to undo here")).views.length, 1);
  assert.equal((await read("")).views.length, 1);
});

const CODINGS = [
  ["gzip", gzipSync],
  ["x-gzip", gzipSync],
  ["deflate", deflateSync],
  ["deflate", deflateRawSync],
  ["br", brotliCompressSync],
  ["zstd", zstdCompressSync],
] as const;

Deno.test("bodyViewSteps() undoes every declared content coding", async () => {
  for (const [name, encode] of CODINGS) {
    assert.ok((await shownIn(encode(SECRET), { contentEncoding: [name] })).includes(name), name);
    assert.ok(
      (await shownIn(encode(SECRET), { contentEncoding: [name.toUpperCase()] })).includes(name),
    );
  }
});

Deno.test("bodyViewSteps() undoes stacked codings in reverse order, in one field or several", async () => {
  const body = brotliCompressSync(gzipSync(SECRET));
  assert.ok((await shownIn(body, { contentEncoding: ["gzip, br"] })).includes("br gzip"));
  assert.ok(
    (await shownIn(body, { contentEncoding: ["gzip", "identity, br"] })).includes("br gzip"),
  );
});

Deno.test("bodyViewSteps() refuses what does not decode as declared, and more than one can know", async () => {
  for (const [name, encode] of CODINGS) {
    const whole = encode(SECRET.repeat(20));
    const about = { contentEncoding: [name] };
    assert.match(
      await refusal(whole.subarray(0, -3), about),
      /does not decode/,
      `${name} cut short`,
    );
    assert.match(
      await refusal(Buffer.from(`${SECRET} plain`), about),
      /does not decode/,
      `${name} plain`,
    );
    const more = Buffer.concat([whole, Buffer.from("trailing bytes")]);
    assert.match(await refusal(more, about), /does not decode/, `${name} with more behind it`);
  }
  assert.match(
    await refusal(Buffer.from("x"), { contentEncoding: ["compress"] }),
    /unknown content coding/,
  );
  const six = Array.from({ length: 6 }, () => "gzip").join(",");
  assert.match(await refusal(Buffer.from("x"), { contentEncoding: [six] }), /more than 5/);
});

Deno.test("bodyViewSteps() never repeats a content coding that could be a secret", async () => {
  const reason = await refusal(Buffer.from("x"), { contentEncoding: [`${SECRET} and more of it`] });
  assert.ok(!reason.includes(SECRET));
});

Deno.test("bodyViewSteps() refuses bombs, declared or not, stacked or not", async () => {
  const zeros = Buffer.alloc(30 * 1024 * 1024);
  const gzip = gzipSync(zeros);
  assert.match(await refusal(gzip, { contentEncoding: ["gzip"] }), /expands beyond/);
  assert.match(await refusal(gzip), /expands beyond/);
  assert.match(await refusal(gzipSync(gzip), { contentEncoding: ["gzip,gzip"] }), /expands beyond/);
  const br = brotliCompressSync(zeros);
  assert.match(await refusal(br, { contentEncoding: ["br"] }), /expands beyond/);
  assert.match(
    await refusal(zstdCompressSync(zeros), { contentEncoding: ["zstd"] }),
    /expands beyond/,
  );
});

Deno.test("bodyViewSteps() reads compressed data that nobody declared, also behind other bytes", async () => {
  const frame = Buffer.from([1, 0, 0, 0, 60]);
  assert.ok((await shownIn(gzipSync(SECRET))).includes("gzip"));
  assert.ok((await shownIn(Buffer.concat([frame, gzipSync(SECRET)]))).includes("gzip"));
  assert.ok((await shownIn(Buffer.concat([frame, zstdCompressSync(SECRET)]))).includes("zstd"));
  assert.ok((await shownIn(deflateSync(SECRET))).includes("zlib"));
  assert.ok((await shownIn(gzipSync(gzipSync(SECRET)))).includes("gzip gzip"));
  assert.ok(
    (await shownIn(gzipSync(gzipSync(SECRET)), { contentEncoding: ["gzip"] })).includes(
      "gzip gzip",
    ),
  );
});

Deno.test("bodyViewSteps() refuses compressed data nested deeper than it reads", async () => {
  let body = Buffer.from(SECRET);
  for (let i = 0; i < 5; i++) body = Buffer.from(gzipSync(body));
  assert.match(await refusal(body), /nested too deep/);
});

Deno.test("bodyViewSteps() reads UTF-16 and UTF-32 by header, by mark and by where the zeros are", async () => {
  const text = `{"key":"${SECRET}"}`;
  const utf16 = Buffer.from(text, "utf16le");
  const swapped = Buffer.from(utf16).swap16();
  const json = { contentType: "application/json; charset=utf-16le" };
  assert.ok((await shownIn(utf16, json)).includes("utf-16le"));
  assert.ok((await shownIn(utf16)).includes("utf-16le"));
  assert.ok((await shownIn(swapped)).includes("utf-16be"));
  assert.ok(
    (await shownIn(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]))).includes("utf-16le"),
  );
  const utf32 = Buffer.alloc(text.length * 4);
  Array.from(text, (char, i) => utf32.writeUInt32BE(char.charCodeAt(0), 4 * i));
  assert.ok(
    (await shownIn(utf32, { contentType: "text/plain; charset=UTF-32" })).includes("utf-32be"),
  );
});

Deno.test("bodyViewSteps() undoes what lies under a wide character set as well", async () => {
  const body = Buffer.from(JSON.stringify(["tok_live_", "0123456789abcdef"]), "utf16le");
  assert.ok((await shownIn(body)).includes("utf-16le json joined"));
});

Deno.test("bodyViewSteps() refuses character sets that it cannot read", async () => {
  for (const name of ["utf-7", "ibm037", "x-unheard-of"]) {
    const about = { contentType: `text/plain; charset=${name}` };
    assert.match(await refusal(Buffer.from("x"), about), /character set/);
  }
  for (const name of ["utf-8", "iso-8859-1", "windows-1252", "shift_jis", "US-ASCII"]) {
    assert.equal((await read("x", { contentType: `text/plain; charset="${name}"` })).kind, "views");
  }
});

Deno.test("bodyViewSteps() shows tokens cut over JSON strings, and those behind escapes", async () => {
  assert.deepEqual(await shownIn('{"parts":["tok_live_","0123456789abcdef"]}'), ["json joined"]);
  assert.ok(
    (await shownIn(String.raw`{"a":"x\u0074ok_live_0123456789abcdef"}`)).includes("escapes"),
  );
  const inner = JSON.stringify({ arguments: JSON.stringify({ k: `${SECRET}"quoted"` }) });
  const text = inner.replace("live", String.raw`li\\u0076e`);
  assert.ok((await shownIn(text)).includes("escapes escapes"));
});

Deno.test("bodyViewSteps() undoes forms and joins their values", async () => {
  const about = { contentType: "application/x-www-form-urlencoded" };
  assert.ok((await shownIn("a=tok%5flive_0123456789abcdef&b=1", about)).includes("form"));
  assert.ok((await shownIn("a=tok_live_&b=0123456789abcdef", about)).includes("form joined"));
  assert.ok(
    (await shownIn("payload=%7B%22k%22%3A%22%5Cu0074ok_live_0123456789abcdef%22%7D", about))
      .includes("form escapes"),
  );
});

Deno.test("bodyViewSteps() reads the parts of a multipart body with their codings", async () => {
  const about = { contentType: 'multipart/form-data; boundary="b;1"' };
  const part = (head: string, body: string) => `--b;1\r\n${head}\r\n\r\n${body}\r\n`;
  const base64 = Buffer.from(SECRET).toString("base64");
  const body = part("Content-Disposition: form-data; name=a", "x") +
    part("Content-Transfer-Encoding: base64", base64) +
    part("content-transfer-encoding: Quoted-Printable", "tok=5flive_=\r\n0123456789abcdef") +
    "--b;1--\r\n";
  const found = (await read(body, about)).views.filter((view) =>
    view.surface.startsWith("body part") && view.text.includes(SECRET)
  );
  assert.deepEqual(
    found.map(({ surface, views }) => [surface, ...views]),
    [["body part 2", "base64"], ["body part 3", "quoted-printable"]],
  );
});

Deno.test("bodyViewSteps() reads a zip archive inside a part and inside gzip", async () => {
  const zip = zipOf("a.txt", deflateRawSync(SECRET), 8);
  assert.ok((await shownIn(zip)).includes("zip"));
  assert.ok((await shownIn(gzipSync(zip))).includes("gzip zip"));
  const head = "--b\r\nContent-Type: application/zip\r\n\r\n";
  const body = Buffer.concat([Buffer.from(head), zip, Buffer.from("\r\n--b--\r\n")]);
  assert.ok(
    (await shownIn(body, { contentType: "multipart/form-data; boundary=b" })).includes("zip"),
  );
});

Deno.test("bodyViewSteps() reads archives inside archives, and refuses them too deep", async () => {
  const nested = (depth: number): Uint8Array =>
    depth === 0 ? deflateRawSync(SECRET) : deflateRawSync(zipOf("a.zip", nested(depth - 1), 8));
  const zip = (depth: number) => zipOf("a.zip", nested(depth - 1), 8);
  assert.ok((await shownIn(zip(2))).includes("zip zip"));
  assert.ok((await shownIn(zip(limits.archiveDepth))).length > 0);
  assert.match(await refusal(zip(limits.archiveDepth + 1)), /nested too deep/);
});

Deno.test("bodyViewSteps() refuses entries of a tar archive that overlap many times, archives or not", async () => {
  const data = new Uint8Array(1 << 20);
  for (const entry of [tarBytes("a", data), tarBytes("inner.tar", tarBytes("a", data))]) {
    // Each of the heads states that its entry has all of the rest.
    const heads = Array.from({ length: 100 }, () => entry.subarray(0, 512));
    assert.match(await refusal(Buffer.concat([...heads, entry])), /tar data/);
  }
});

Deno.test("codingNames() splits, folds case and drops identity", () => {
  assert.deepEqual(codingNames(["GZIP , identity", " br"]), ["gzip", "br"]);
  assert.deepEqual(codingNames([]), []);
});

function zipOf(name: string, data: Uint8Array, method: number): Uint8Array {
  const head = Buffer.alloc(30);
  head.write("PK\x03\x04", "latin1");
  head.writeUInt16LE(method, 8);
  head.writeUInt32LE(data.length, 18);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, Buffer.from(name), data]);
}

Deno.test("bodyViewSteps() refuses a body whose readings grow beyond the budget together", async () => {
  const body = Buffer.alloc(24 * 1024 * 1024, 0x4e);
  assert.match(
    await refusal(body, { contentType: "text/plain; charset=utf-16" }),
    /more than can be read/,
  );
});

Deno.test("bodyViewSteps() reads the streams of documents, in parts and archives too", async () => {
  const secret = Buffer.from(SECRET);
  const png = pngBytes(pngChunk("zTXt", "note\0\0", deflateSync(secret)));
  assert.deepEqual(await shownIn(pdfBytes([{ data: secret }])), ["pdf"]);
  assert.deepEqual(await shownIn(png), ["png"]);
  assert.deepEqual(await shownIn(tarBytes("a.png", png)), ["png"]);
  const head = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n";
  const part = Buffer.concat([Buffer.from(head), png, Buffer.from("\r\n--b--\r\n")]);
  assert.deepEqual(await shownIn(part, { contentType: "multipart/form-data; boundary=b" }), [
    "png",
  ]);
  const inner = (depth: number): Uint8Array =>
    depth === 0 ? secret : pdfBytes([{ data: inner(depth - 1) }]);
  assert.equal((await shownIn(inner(limits.bodyUnlabelledDepth))).length, 1);
  assert.match(await refusal(inner(limits.bodyUnlabelledDepth + 1)), /nested too deep/);
});
