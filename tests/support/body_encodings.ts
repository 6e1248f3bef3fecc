import { Buffer } from "node:buffer";
import {
  brotliCompressSync,
  constants,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import { seeded } from "../eval/seeded.ts";
import type { AboutBody } from "../../lib/scan/body/read_body.ts";
import { tarBytes, zipBytes } from "./archive_bytes.ts";
import { textEncodings } from "./text_encodings.ts";

/** A body and what its request's head says of it. */
export interface SentBody {
  readonly bytes: Uint8Array;
  readonly about: AboutBody;
}

/** A way of sending a latin1 text as a body. */
export type BodyEncoding = (text: string) => SentBody;

const bytesOf = (text: string): Buffer => Buffer.from(text, "latin1");

function sent(
  bytes: Uint8Array,
  contentType: string | undefined,
  ...contentEncoding: string[]
): SentBody {
  return { bytes: new Uint8Array(bytes), about: { contentType, contentEncoding } };
}

/** Higher levels cost time and change nothing here. */
const brotli = (bytes: Uint8Array): Uint8Array =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });

const wide = (text: string, order: "le" | "be", mark: boolean): Uint8Array => {
  const units = Buffer.from(`${mark ? "\ufeff" : ""}${text}`, "utf16le");
  return order === "le" ? units : units.swap16();
};

const unicodeEscapes = (text: string): string => textEncodings["\\u escapes"]?.(text) ?? "";

const multipart = (coding: string, content: string): SentBody => {
  const fields = ['Content-Disposition: form-data; name="note"; filename="note.txt"'];
  if (coding !== "") fields.push(`Content-Transfer-Encoding: ${coding}`);
  const part = `--b0undary\r\n${fields.join("\r\n")}\r\n\r\n${content}\r\n--b0undary--\r\n`;
  return sent(bytesOf(part), 'multipart/form-data; boundary="b0undary"');
};

/** Every byte that quoted-printable may write either way is written as three, lines broken at 72. */
const quoted = (text: string): string =>
  bytesOf(text).toString("hex").toUpperCase().replace(/../g, "=$&").replace(/.{72}/g, "$&=\r\n");

/** Bytes as an image or a sealed message has them, none of them a letter beside the text. */
const binary = (text: string): Uint8Array => {
  const random = seeded(97);
  const noise = (): Buffer => Buffer.from(Array.from({ length: 200 }, () => random.below(256)));
  return Buffer.concat([
    noise(),
    Buffer.of(0, 0xff, 0),
    bytesOf(text),
    Buffer.of(0, 0xfe),
    noise(),
  ]);
};

/** Every coding in which a body is read, by name. */
export const bodyEncodings: Readonly<Record<string, BodyEncoding>> = {
  "plain": (text) => sent(bytesOf(text), "text/plain"),
  "no type": (text) => sent(bytesOf(text), undefined),
  "gzip": (text) => sent(gzipSync(bytesOf(text)), undefined, "gzip"),
  "deflate": (text) => sent(deflateSync(bytesOf(text)), undefined, "deflate"),
  "raw deflate": (text) => sent(deflateRawSync(bytesOf(text)), undefined, "deflate"),
  "br": (text) => sent(brotli(bytesOf(text)), undefined, "br"),
  "zstd": (text) => sent(zstdCompressSync(bytesOf(text)), undefined, "zstd"),
  "gzip, br": (text) => sent(brotli(gzipSync(bytesOf(text))), undefined, "gzip, br"),
  "br, gzip in two fields": (text) =>
    sent(gzipSync(brotli(bytesOf(text))), undefined, "br", "x-gzip"),
  "gzip, not declared": (text) => sent(gzipSync(bytesOf(text)), "application/octet-stream"),
  "zstd, not declared": (text) => sent(zstdCompressSync(bytesOf(text)), undefined),
  "zlib, not declared": (text) => sent(deflateSync(bytesOf(text)), undefined),
  "UTF-16LE with its mark": (text) => sent(wide(text, "le", true), undefined),
  "UTF-16BE with its mark": (text) => sent(wide(text, "be", true), undefined),
  "UTF-16LE by charset": (text) => sent(wide(text, "le", false), "text/plain; charset=UTF-16LE"),
  "UTF-16BE by charset": (text) => sent(wide(text, "be", false), "text/plain; charset=utf-16be"),
  "JSON": (text) => sent(bytesOf(JSON.stringify({ note: text })), "application/json"),
  "JSON in \\u escapes": (text) =>
    sent(bytesOf(`{"a":1,"note":"${unicodeEscapes(text)}"}`), "application/json"),
  "JSON with escaped slashes": (text) =>
    sent(bytesOf(JSON.stringify({ note: text }).replaceAll("/", "\\/")), "application/json"),
  "JSON in JSON": (text) =>
    sent(bytesOf(JSON.stringify({ arguments: JSON.stringify({ note: text }) })), undefined),
  "form": (text) =>
    sent(
      bytesOf(`a=1&note=${textEncodings["percent where needed"]?.(text)}&z=2`),
      "application/x-www-form-urlencoded",
    ),
  "form in percent": (text) =>
    sent(
      bytesOf(`a=1&note=${textEncodings["percent"]?.(text)}&z=2`),
      "application/x-www-form-urlencoded; charset=utf-8",
    ),
  "multipart": (text) => multipart("", text),
  "multipart in base64": (text) =>
    multipart("base64", bytesOf(text).toString("base64").replace(/.{76}(?=.)/g, "$&\r\n")),
  "multipart in quoted-printable": (text) => multipart("quoted-printable", quoted(text)),
  "zip, stored": (text) => sent(zipBytes("note.txt", bytesOf(text), false), "application/zip"),
  "zip, deflated": (text) => sent(zipBytes("note.txt", bytesOf(text), true), undefined),
  "tar": (text) => sent(tarBytes("note.txt", bytesOf(text)), "application/x-tar"),
  "tar in gzip": (text) => sent(gzipSync(tarBytes("note.txt", bytesOf(text))), "application/gzip"),
  "binary": (text) => sent(binary(text), "application/octet-stream"),
};
