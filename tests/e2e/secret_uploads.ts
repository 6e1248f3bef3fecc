import { Buffer } from "node:buffer";
import { brotliCompressSync, gzipSync, zstdCompressSync } from "node:zlib";
import { KNOWN, TOKEN } from "../support/engine.ts";

/** One way in which an agent might send a secret, as curl's arguments; the URL's path may be told apart. */
export interface SecretUpload {
  readonly name: string;
  readonly path?: string;
  readonly args?: readonly string[];
  /** The body of a POST, by a file. */
  readonly body?: Uint8Array;
  /** What the refusal says behind `egress DLP: `. */
  readonly says: RegExp;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const header = (text: string): string[] => ["-H", text];
const zeroWidth = [...TOKEN].join("\u200b");

/** One for each class that the scan claims. */
export const secretUploads: readonly SecretUpload[] = [
  { name: "a path", path: `/a/${TOKEN}/b`, says: /in path/ },
  { name: "a path, percent-encoded", path: `/a/${percent(KNOWN)}`, says: /EGRESS_TOKEN_0 in path/ },
  { name: "a query", path: `/a?x=1&t=${TOKEN}`, says: /in query/ },
  { name: "a header", args: header(`X-Note: ${TOKEN}`), says: /in header x-note/ },
  { name: "a header's name", args: header(`${TOKEN}: 1`), says: /in header name/ },
  { name: "a cookie", args: header(`Cookie: a=1; sid=${TOKEN}`), says: /in (header )?cookie/ },
  {
    name: "Authorization",
    args: header(`Authorization: Bearer ${TOKEN}`),
    says: /in header authorization/,
  },
  { name: "a Basic password", args: ["-u", `me:${TOKEN}`], says: /in header authorization/ },
  {
    name: "a line break in the request line",
    path: "/a%0d%0aX-Evil:%201",
    says: /line break.* in path/,
  },
  { name: "a JSON body", body: bytes(`{"a":["${TOKEN}"]}`), says: /in body/ },
  {
    name: "a JSON body's escapes",
    body: bytes(
      `{"a":"${[...TOKEN].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join("")}"}`,
    ),
    says: /in body/,
  },
  {
    name: "a form",
    args: ["--data-urlencode", `a=${TOKEN}+/`],
    says: /in body/,
  },
  { name: "a multipart form", args: ["-F", `a=${TOKEN}`, "-F", "b=2"], says: /in body/ },
  {
    name: "a body in gzip, declared",
    args: header("Content-Encoding: gzip"),
    body: gzipSync(bytes(`note ${TOKEN}`)),
    says: /in body/,
  },
  { name: "a body in gzip, not declared", body: gzipSync(bytes(`note ${TOKEN}`)), says: /in body/ },
  {
    name: "a body in brotli and gzip",
    args: header("Content-Encoding: br, gzip"),
    body: gzipSync(brotliCompressSync(bytes(`note ${TOKEN}`))),
    says: /in body/,
  },
  {
    name: "a body in zstd",
    args: header("Content-Encoding: zstd"),
    body: zstdCompressSync(bytes(`note ${TOKEN}`)),
    says: /in body/,
  },
  {
    name: "a body in UTF-16",
    body: Buffer.from(`\ufeffnote ${TOKEN}`, "utf16le"),
    says: /in body/,
  },
  { name: "base64 inside a text", body: bytes(`see ${btoa(`xy ${TOKEN}`)}.`), says: /\(base64\)/ },
  { name: "hex", body: bytes(`see ${Buffer.from(TOKEN).toString("hex")}.`), says: /hex/ },
  {
    name: "a known secret, reversed",
    body: bytes([...KNOWN].toReversed().join("")),
    says: /reversed/,
  },
  {
    name: "a known secret with separators",
    body: bytes((KNOWN.match(/.{4}/g) ?? []).join("-")),
    says: /EGRESS_TOKEN_0 in body/,
  },
  { name: "zero-width characters within", body: bytes(`key ${zeroWidth}`), says: /in body/ },
  {
    name: "chunks",
    args: header("Transfer-Encoding: chunked"),
    body: bytes(`t=${TOKEN}`),
    says: /in body/,
  },
  {
    name: "a coding that nobody knows",
    args: header("Content-Encoding: rot26"),
    body: bytes("a"),
    says: /coding/,
  },
];

function percent(text: string): string {
  return [...text].map((char) => `%${char.charCodeAt(0).toString(16)}`).join("");
}
