import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import {
  type AboutBody,
  bodyViews,
  bodyViewSteps,
  codingNames,
} from "../../../lib/scan/body/read_body.ts";

const SECRET = "tok_live_0123456789abcdef";
const PLAIN: AboutBody = { contentType: undefined, contentEncoding: [] };

function read(body: Uint8Array | string, about: Partial<AboutBody> = {}) {
  const bytes = typeof body === "string" ? Buffer.from(body, "latin1") : body;
  const reading = bodyViews(bytes, { ...PLAIN, ...about });
  if (reading.kind === "refuse") throw new Error(`refused: ${reading.reason}`);
  return reading;
}

/** The decodings of the views that show the text. */
function shownIn(body: Uint8Array | string, about: Partial<AboutBody> = {}, text = SECRET) {
  return read(body, about).views.filter((view) => view.text.includes(text))
    .map((view) => view.views.join(" "));
}

function refusal(body: Uint8Array, about: Partial<AboutBody> = {}): string {
  const reading = bodyViews(body, { ...PLAIN, ...about });
  assert.equal(reading.kind, "refuse");
  return reading.kind === "refuse" ? reading.reason : "";
}

Deno.test("bodyViews() gives the raw bytes first, byte for byte", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  const first = read(bytes).views[0];
  assert.deepEqual(first?.views, []);
  assert.equal(first?.surface, "body");
  assert.deepEqual(Buffer.from(first?.text ?? "", "latin1"), Buffer.from(bytes));
});

Deno.test("bodyViews() adds nothing to a plain text", () => {
  assert.equal(read("nothing to undo here").views.length, 1);
  assert.equal(read("").views.length, 1);
});

const CODINGS = [
  ["gzip", gzipSync],
  ["x-gzip", gzipSync],
  ["deflate", deflateSync],
  ["deflate", deflateRawSync],
  ["br", brotliCompressSync],
  ["zstd", zstdCompressSync],
] as const;

Deno.test("bodyViews() undoes every declared content coding", () => {
  for (const [name, encode] of CODINGS) {
    assert.ok(shownIn(encode(SECRET), { contentEncoding: [name] }).includes(name), name);
    assert.ok(shownIn(encode(SECRET), { contentEncoding: [name.toUpperCase()] }).includes(name));
  }
});

Deno.test("bodyViews() undoes stacked codings in reverse order, in one field or several", () => {
  const body = brotliCompressSync(gzipSync(SECRET));
  assert.ok(shownIn(body, { contentEncoding: ["gzip, br"] }).includes("br gzip"));
  assert.ok(shownIn(body, { contentEncoding: ["gzip", "identity, br"] }).includes("br gzip"));
});

Deno.test("bodyViews() refuses what does not decode as declared, and more than one can know", () => {
  for (const [name, encode] of CODINGS) {
    const whole = encode(SECRET.repeat(20));
    const about = { contentEncoding: [name] };
    assert.match(refusal(whole.subarray(0, -3), about), /does not decode/, `${name} cut short`);
    assert.match(
      refusal(Buffer.from(`${SECRET} plain`), about),
      /does not decode/,
      `${name} plain`,
    );
    const more = Buffer.concat([whole, Buffer.from("trailing bytes")]);
    assert.match(refusal(more, about), /does not decode/, `${name} with more behind it`);
  }
  assert.match(
    refusal(Buffer.from("x"), { contentEncoding: ["compress"] }),
    /unknown content coding/,
  );
  const six = Array.from({ length: 6 }, () => "gzip").join(",");
  assert.match(refusal(Buffer.from("x"), { contentEncoding: [six] }), /more than 5/);
});

Deno.test("bodyViews() never repeats a content coding that could be a secret", () => {
  const reason = refusal(Buffer.from("x"), { contentEncoding: [`${SECRET} and more of it`] });
  assert.ok(!reason.includes(SECRET));
});

Deno.test("bodyViews() refuses bombs, declared or not, stacked or not", () => {
  const zeros = Buffer.alloc(30 * 1024 * 1024);
  const gzip = gzipSync(zeros);
  assert.match(refusal(gzip, { contentEncoding: ["gzip"] }), /expands beyond/);
  assert.match(refusal(gzip), /expands beyond/);
  assert.match(refusal(gzipSync(gzip), { contentEncoding: ["gzip,gzip"] }), /expands beyond/);
  const br = brotliCompressSync(zeros);
  assert.match(refusal(br, { contentEncoding: ["br"] }), /expands beyond/);
  assert.match(refusal(zstdCompressSync(zeros), { contentEncoding: ["zstd"] }), /expands beyond/);
});

Deno.test("bodyViews() reads compressed data that nobody declared, also behind other bytes", () => {
  const frame = Buffer.from([1, 0, 0, 0, 60]);
  assert.ok(shownIn(gzipSync(SECRET)).includes("gzip"));
  assert.ok(shownIn(Buffer.concat([frame, gzipSync(SECRET)])).includes("gzip"));
  assert.ok(shownIn(Buffer.concat([frame, zstdCompressSync(SECRET)])).includes("zstd"));
  assert.ok(shownIn(deflateSync(SECRET)).includes("zlib"));
  assert.ok(shownIn(gzipSync(gzipSync(SECRET))).includes("gzip gzip"));
  assert.ok(
    shownIn(gzipSync(gzipSync(SECRET)), { contentEncoding: ["gzip"] }).includes("gzip gzip"),
  );
});

Deno.test("bodyViews() refuses compressed data nested deeper than it reads", () => {
  let body = Buffer.from(SECRET);
  for (let i = 0; i < 5; i++) body = Buffer.from(gzipSync(body));
  assert.match(refusal(body), /nested too deep/);
});

Deno.test("bodyViews() reads UTF-16 and UTF-32 by header, by mark and by where the zeros are", () => {
  const text = `{"key":"${SECRET}"}`;
  const utf16 = Buffer.from(text, "utf16le");
  const swapped = Buffer.from(utf16).swap16();
  const json = { contentType: "application/json; charset=utf-16le" };
  assert.ok(shownIn(utf16, json).includes("utf-16le"));
  assert.ok(shownIn(utf16).includes("utf-16le"));
  assert.ok(shownIn(swapped).includes("utf-16be"));
  assert.ok(shownIn(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])).includes("utf-16le"));
  const utf32 = Buffer.alloc(text.length * 4);
  Array.from(text, (char, i) => utf32.writeUInt32BE(char.charCodeAt(0), 4 * i));
  assert.ok(shownIn(utf32, { contentType: "text/plain; charset=UTF-32" }).includes("utf-32be"));
});

Deno.test("bodyViews() undoes what lies under a wide character set as well", () => {
  const body = Buffer.from(JSON.stringify(["tok_live_", "0123456789abcdef"]), "utf16le");
  assert.ok(shownIn(body).includes("utf-16le json joined"));
});

Deno.test("bodyViews() refuses character sets that it cannot read", () => {
  for (const name of ["utf-7", "ibm037", "x-unheard-of"]) {
    const about = { contentType: `text/plain; charset=${name}` };
    assert.match(refusal(Buffer.from("x"), about), /character set/);
  }
  for (const name of ["utf-8", "iso-8859-1", "windows-1252", "shift_jis", "US-ASCII"]) {
    assert.equal(read("x", { contentType: `text/plain; charset="${name}"` }).kind, "views");
  }
});

Deno.test("bodyViews() shows tokens cut over JSON strings, and those behind escapes", () => {
  assert.deepEqual(shownIn('{"parts":["tok_live_","0123456789abcdef"]}'), ["json joined"]);
  assert.ok(shownIn(String.raw`{"a":"x\u0074ok_live_0123456789abcdef"}`).includes("escapes"));
  const inner = JSON.stringify({ arguments: JSON.stringify({ k: `${SECRET}"quoted"` }) });
  const text = inner.replace("live", String.raw`li\\u0076e`);
  assert.ok(shownIn(text).includes("escapes escapes"));
});

Deno.test("bodyViews() undoes forms and joins their values", () => {
  const about = { contentType: "application/x-www-form-urlencoded" };
  assert.ok(shownIn("a=tok%5flive_0123456789abcdef&b=1", about).includes("form"));
  assert.ok(shownIn("a=tok_live_&b=0123456789abcdef", about).includes("form joined"));
  assert.ok(
    shownIn("payload=%7B%22k%22%3A%22%5Cu0074ok_live_0123456789abcdef%22%7D", about)
      .includes("form escapes"),
  );
});

Deno.test("bodyViews() reads the parts of a multipart body with their codings", () => {
  const about = { contentType: 'multipart/form-data; boundary="b;1"' };
  const part = (head: string, body: string) => `--b;1\r\n${head}\r\n\r\n${body}\r\n`;
  const base64 = Buffer.from(SECRET).toString("base64");
  const body = part("Content-Disposition: form-data; name=a", "x") +
    part("Content-Transfer-Encoding: base64", base64) +
    part("content-transfer-encoding: Quoted-Printable", "tok=5flive_=\r\n0123456789abcdef") +
    "--b;1--\r\n";
  const found = read(body, about).views.filter((view) =>
    view.surface.startsWith("body part") && view.text.includes(SECRET)
  );
  assert.deepEqual(
    found.map(({ surface, views }) => [surface, ...views]),
    [["body part 2", "base64"], ["body part 3", "quoted-printable"]],
  );
});

Deno.test("bodyViews() reads a zip archive inside a part and inside gzip", () => {
  const zip = zipOf("a.txt", deflateRawSync(SECRET), 8);
  assert.ok(shownIn(zip).includes("zip"));
  assert.ok(shownIn(gzipSync(zip)).includes("gzip zip"));
  const head = "--b\r\nContent-Type: application/zip\r\n\r\n";
  const body = Buffer.concat([Buffer.from(head), zip, Buffer.from("\r\n--b--\r\n")]);
  assert.ok(shownIn(body, { contentType: "multipart/form-data; boundary=b" }).includes("zip"));
});

Deno.test("bodyViews() notes an archive inside an archive", () => {
  const inner = deflateRawSync(zipOf("b.txt", deflateRawSync(SECRET), 8));
  assert.match(read(zipOf("a.zip", inner, 8)).notes.join(), /archive inside an archive/);
});

Deno.test("bodyViewSteps() gives the same as bodyViews() in several steps", () => {
  const body = gzipSync(`{"a":"${SECRET}"}`);
  const about = { contentType: "application/json", contentEncoding: ["gzip"] };
  const steps = bodyViewSteps(body, about);
  let count = 0;
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) count++;
  assert.ok(count > 3);
  assert.deepEqual(step.value, bodyViews(body, about));
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

Deno.test("bodyViews() refuses a body whose readings grow beyond the budget together", () => {
  const body = Buffer.alloc(24 * 1024 * 1024, 0x4e);
  assert.match(
    refusal(body, { contentType: "text/plain; charset=utf-16" }),
    /more than can be read/,
  );
});
