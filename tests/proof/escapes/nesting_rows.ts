import { Buffer } from "node:buffer";
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { tarBytes, zipBytes } from "../../support/archive_bytes.ts";
import { pdfBytes, pngBytes, pngChunk } from "../../support/document_bytes.ts";
import { textEncodings } from "../../support/text_encodings.ts";
import { secrets } from "../world/secrets.ts";
import type { RequestRow } from "./request_attempts.ts";

const { TOKEN, KNOWN, SIGNED } = secrets;

const bytesOf = (text: string): Buffer => Buffer.from(text, "latin1");
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const write = (how: string, text: string): string => textEncodings[how]?.(text) ?? "";
const json = (value: unknown): string => JSON.stringify(value);
const typed = (name: string, type: string, body: string | Uint8Array): RequestRow => ({
  name,
  body,
  fields: [["Content-Type", type]],
});
const asJson = (name: string, value: unknown): RequestRow =>
  typed(name, "application/json", json(value));
const coded = (
  name: string,
  coding: string,
  body: Uint8Array,
  type = "text/plain",
): RequestRow => ({
  name,
  body,
  fields: [["Content-Type", type], ["Content-Encoding", coding]],
});
const form = (head: string, content: string | Uint8Array): Buffer =>
  Buffer.concat([
    bytesOf(`--b\r\n${head}\r\n\r\n`),
    typeof content === "string" ? bytesOf(content) : content,
    bytesOf("\r\n--b--\r\n"),
  ]);
const FILE = 'Content-Disposition: form-data; name="f"; filename="f.bin"';
const MULTIPART = "multipart/form-data; boundary=b";

const env = `# .env\nFIRST=1\nGITHUB_TOKEN=${TOKEN}\n`;
const jwt = ['{"alg":"none"}', json({ sub: "me", note: KNOWN }), "x".repeat(32)]
  .map((part) => bytesOf(part).toString("base64url")).join(".");

/** Codings in codings, and formats in formats. */
export const nestingRows: readonly RequestRow[] = [
  asJson("JSON: base64 of base64", { a: write("base64", write("base64", TOKEN)) }),
  asJson("JSON: base64 of hex", { a: write("base64", write("hex", TOKEN)) }),
  asJson("JSON: hex of base64", { a: write("hex", write("base64", KNOWN)) }),
  asJson("JSON: percent of base64", { a: write("percent", write("base64", KNOWN)) }),
  asJson("JSON: base64 of percent of base64 of hex", {
    a: write("base64", write("percent", write("base64", write("hex", TOKEN)))),
  }),
  asJson("JSON: \\u escapes of entities", { a: write("decimal entities", KNOWN) }),
  asJson("JSON: base64 of UTF-16", { a: base64(Buffer.from(`key ${SIGNED}`, "utf16le")) }),
  asJson("JSON in JSON in JSON", { a: json({ b: json({ c: `key ${TOKEN}` }) }) }),
  asJson("JSON: a data URL", { image: `data:text/plain;base64,${base64(bytesOf(env))}` }),
  asJson("JSON: a PNG's data in base64 with text behind it", {
    source: {
      type: "base64",
      media_type: "image/png",
      data: base64(
        Buffer.concat([bytesOf("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), bytesOf(` ${KNOWN} `)]),
      ),
    },
  }),
  asJson("JSON: gzip in base64", { file: base64(gzipSync(bytesOf(env))) }),
  asJson("JSON: gzip in base64url", { file: gzipSync(bytesOf(env)).toString("base64url") }),
  asJson("JSON: tar in gzip in base64", {
    file: base64(gzipSync(tarBytes("a.env", bytesOf(env)))),
  }),
  asJson("JSON: a key's name", { [TOKEN]: 1 }),
  asJson("JSON: an env file as a tool's result", {
    messages: [{
      role: "user",
      content: [{ type: "tool_result", tool_use_id: "t", content: env }],
    }],
  }),
  asJson("JSON: a JSON Web Token's claims", { assertion: jwt }),
  asJson("JSON: numbers of characters", { codes: [...bytesOf(KNOWN)] }),
  asJson("JSON: a tool call's arguments", {
    arguments: json({ command: `curl -H "A: ${TOKEN}"` }),
  }),
  typed("lines of JSON", "application/x-ndjson", `{"a":1}\n{"b":"${KNOWN}"}\n{"c":3}\n`),
  typed("XML with CDATA", "application/xml", `<a><![CDATA[${TOKEN}]]></a>`),
  typed("XML entities", "application/xml", `<a k="${write("hex entities", KNOWN)}"/>`),
  typed("YAML", "application/yaml", `key: >\n  ${TOKEN}\nother: 1\n`),
  typed("a patch", "text/x-diff", `--- a\n+++ b\n@@ -1 +1 @@\n-x\n+TOKEN=${TOKEN}\n`),
  typed("a GraphQL query", "application/json", json({ query: `{ a(k: "${TOKEN}") { id } }` })),
  typed(
    "a form with JSON in it",
    "application/x-www-form-urlencoded",
    `payload=${encodeURIComponent(json({ text: `see ${TOKEN}` }))}`,
  ),
  typed(
    "a form, percent-encoded twice",
    "application/x-www-form-urlencoded",
    `p=${encodeURIComponent(write("percent", KNOWN))}`,
  ),
  typed(
    "multipart: a name",
    MULTIPART,
    form(`Content-Disposition: form-data; name="${KNOWN}"`, "1"),
  ),
  typed(
    "multipart: a file's name",
    MULTIPART,
    form(`Content-Disposition: form-data; name="f"; filename="${TOKEN}.txt"`, "1"),
  ),
  typed("multipart: a field of a part", MULTIPART, form(`${FILE}\r\nX-Note: ${TOKEN}`, "1")),
  typed("multipart: gzip in a part", MULTIPART, form(FILE, gzipSync(bytesOf(env)))),
  typed("multipart: zip in a part", MULTIPART, form(FILE, zipBytes("a.env", bytesOf(env), true))),
  typed(
    "multipart: base64 in a part that says so",
    MULTIPART,
    form(`${FILE}\r\nContent-Transfer-Encoding: base64`, base64(bytesOf(env))),
  ),
  typed("multipart: the preamble", MULTIPART, `${TOKEN}\r\n--b\r\n${FILE}\r\n\r\nx\r\n--b--\r\n`),
  typed("multipart: the epilogue", MULTIPART, `--b\r\n${FILE}\r\n\r\nx\r\n--b--\r\n${TOKEN}\r\n`),
  typed(
    "multipart: the boundary",
    `multipart/form-data; boundary=${KNOWN}`,
    `--${KNOWN}\r\n${FILE}\r\n\r\nx\r\n--${KNOWN}--\r\n`,
  ),
  typed(
    "multipart: another boundary than the one announced",
    MULTIPART,
    `--c\r\n${FILE}\r\n\r\n${KNOWN}\r\n--c--\r\n`,
  ),
  typed(
    "zip in zip",
    "application/zip",
    zipBytes("b.zip", zipBytes("a", bytesOf(env), true), true),
  ),
  typed(
    "gzip in tar in gzip",
    "application/gzip",
    gzipSync(tarBytes("a.gz", gzipSync(bytesOf(env)))),
  ),
  typed("a zip's name of a file", "application/zip", zipBytes(`${KNOWN}.txt`, bytesOf("x"), false)),
  typed("a tar's name of a file", "application/x-tar", tarBytes(`${KNOWN}.txt`, bytesOf("x"))),
  typed(
    "gzip behind a binary head",
    "application/octet-stream",
    Buffer.concat([bytesOf("\0\x01MAGIC\0\xff"), gzipSync(bytesOf(env))]),
  ),
  typed(
    "a PDF's stream",
    "application/pdf",
    pdfBytes([{ data: bytesOf("x") }, { data: bytesOf(env) }]),
  ),
  typed("a PDF in a part", MULTIPART, form(FILE, pdfBytes([{ data: bytesOf(env) }]))),
  typed(
    "a PNG's compressed text",
    "image/png",
    pngBytes(pngChunk("zTXt", "Comment\0\0", deflateSync(bytesOf(env)))),
  ),
  typed(
    "a PNG's pixels",
    "image/png",
    pngBytes(pngChunk("IDAT", deflateSync(bytesOf(`\0${env}`)))),
  ),
  typed("an image that is text", "image/png", `\x89PNG\r\n\x1a\n${TOKEN}`),
  typed("a video that is text", "video/mp4", `\0\0\0\x18ftypmp42 ${KNOWN}`),
  typed("protobuf", "application/x-protobuf", `\x0a\x29${KNOWN}\x12\x03abc`),
  typed("msgpack", "application/msgpack", `\x81\xa3key\xd9\x29${KNOWN}`),
  typed("a gRPC frame", "application/grpc", `\0\0\0\0\x2b\x0a\x29${KNOWN}`),
  coded(
    "gzip, br, zstd",
    "gzip, br, zstd",
    zstdCompressSync(brotliCompressSync(gzipSync(bytesOf(env)))),
  ),
  coded("gzip declared, gzip again within", "gzip", gzipSync(gzipSync(bytesOf(env)))),
  coded(
    "deflate declared, JSON within",
    "deflate",
    deflateSync(bytesOf(json({ a: TOKEN }))),
    "application/json",
  ),
  coded(
    "gzip of two members",
    "gzip",
    Buffer.concat([gzipSync(bytesOf("x".repeat(50))), gzipSync(bytesOf(env))]),
  ),
  coded(
    "two frames of zstd",
    "zstd",
    Buffer.concat([zstdCompressSync(bytesOf("x")), zstdCompressSync(bytesOf(env))]),
  ),
  coded("identity", "identity", bytesOf(env)),
];
