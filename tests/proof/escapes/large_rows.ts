import { Buffer } from "node:buffer";
import { deflateRawSync, gzipSync } from "node:zlib";
import { zipBytes } from "../../support/archive_bytes.ts";
import { textEncodings } from "../../support/text_encodings.ts";
import { secrets } from "../world/secrets.ts";
import { HELD_BYTES } from "../world/world.ts";
import { OVER_HTTP1, type RequestRow } from "./request_attempts.ts";

const { TOKEN, KNOWN } = secrets;

const words = (bytes: number) =>
  "a line of ordinary words\n".repeat(Math.ceil(bytes / 25)).slice(0, bytes);
const TEXT = [["Content-Type", "text/plain"]] as const;
const gzipped = [["Content-Encoding", "gzip"]] as const;
const LARGE = 5 * HELD_BYTES;
const write = (how: string) => textEncodings[how]?.(`key ${TOKEN} .`) ?? "";
/** Text that does not compress, so that what is packed is as large. */
const noise = (bytes: number) => {
  let state = 1;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24;
  return Buffer.from(Array.from({ length: bytes }, next)).toString("hex").slice(0, bytes);
};

/** Bodies above what is held, which are judged while they go: none of a finding may have left. */
export const streamedRows: readonly RequestRow[] = [
  { name: "a token at the beginning", body: `${TOKEN} ${words(LARGE)}`, fields: TEXT },
  {
    name: "a token in the middle",
    body: `${words(LARGE)} ${TOKEN} ${words(HELD_BYTES)}`,
    fields: TEXT,
    reaches: "upstream",
  },
  {
    name: "a token at the end",
    body: `${words(LARGE)} ${TOKEN}`,
    fields: TEXT,
    reaches: "upstream",
  },
  {
    name: "a known secret over two windows",
    body: `${words(HELD_BYTES - 20)}${KNOWN}${words(HELD_BYTES)}`,
    fields: TEXT,
    reaches: "upstream",
  },
  {
    name: "a known secret with line ends in it",
    body: `${words(LARGE)}${[...KNOWN].join("\n")}\n${words(9)}`,
    fields: TEXT,
    reaches: "upstream",
  },
  {
    name: "base64",
    body: `${words(LARGE)} ${write("base64")} ${words(9)}`,
    fields: TEXT,
    reaches: "upstream",
  },
  {
    name: "percent",
    body: `${words(LARGE)} ${write("percent")} ${words(9)}`,
    fields: TEXT,
    reaches: "upstream",
  },
  {
    name: "hex with colons",
    body: `${words(LARGE)} ${write("hex with colons")} ${words(9)}`,
    fields: TEXT,
    reaches: "upstream",
  },
  {
    name: "in chunks of 997 bytes",
    body: `${words(LARGE)} ${TOKEN} ${words(9)}`,
    fields: TEXT,
    chunks: { bytes: 997 },
    reaches: "upstream",
  },
  {
    name: "in a trailer",
    body: words(LARGE),
    fields: TEXT,
    chunks: { bytes: 65_536, trailers: `X-Sum: ${KNOWN}\r\n` },
    reaches: "upstream",
  },
  {
    name: "in gzip",
    body: gzipSync(`${noise(LARGE)} ${TOKEN} ${words(9)}`),
    fields: gzipped,
    reaches: "upstream",
  },
  {
    name: "in gzip that nobody declared",
    body: gzipSync(`${noise(LARGE)} ${TOKEN} ${words(9)}`),
    fields: [],
    reaches: "upstream",
  },
  {
    name: "in a part of a multipart body",
    body: `--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n${
      words(LARGE)
    } ${TOKEN}\r\n--b--\r\n`,
    fields: [["Content-Type", "multipart/form-data; boundary=b"]],
    reaches: "upstream",
  },
];

const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024), { level: 9 });
const nested = (depth: number): Uint8Array =>
  depth === 0 ? Buffer.from(`key ${TOKEN}`) : zipBytes("a.zip", nested(depth - 1), true);
const UNREADABLE = /^(403|413) (body-unreadable|body-too-large)$/;

/** More of everything than is taken. */
export const oversizeRows: readonly RequestRow[] = [
  {
    name: "a head of 70 KiB",
    fields: Array.from({ length: 9 }, () => ["X-A", "b".repeat(8_000)] as const),
    sees: "431 head-too-large",
    ways: OVER_HTTP1,
  },
  {
    name: "a field beyond the head's bound",
    fields: [["X-A", `${"b".repeat(66_000)}${KNOWN}`]],
    sees: "431 head-too-large",
    ways: OVER_HTTP1,
  },
  {
    name: "300 fields",
    fields: Array.from({ length: 300 }, (_, i) => [`X-${i}`, "1"] as const),
    sees: "431 head-too-large",
    ways: OVER_HTTP1,
  },
  {
    name: "a target of 17 KiB",
    path: `/?${"a".repeat(17_000)}`,
    sees: "414 head-too-large",
    ways: OVER_HTTP1,
  },
  { name: "a secret behind 15 KiB of target", path: `/?${"a".repeat(15_000)}&k=${KNOWN}` },
  {
    name: "JSON above what is held",
    body: `{"a":"${words(LARGE).replaceAll("\n", " ")}","k":"${TOKEN}"}`,
    fields: [["Content-Type", "application/json"]],
    sees: "413 body-too-large",
  },
  {
    name: "a zip archive above what is held",
    body: zipBytes("a", Buffer.from(`${noise(LARGE)} ${TOKEN}`), true),
    fields: [["Content-Type", "application/zip"]],
    sees: UNREADABLE,
  },
  {
    name: "a body to redact above what is held",
    host: "redact.test",
    body: `${words(LARGE)} ${TOKEN}`,
    fields: TEXT,
    sees: "413 body-too-large",
  },
  { name: "a bomb", body: bomb, fields: gzipped, sees: UNREADABLE },
  {
    name: "a bomb in zip",
    body: zipBytes("a", Buffer.alloc(70 * 1024 * 1024), true),
    fields: [],
    sees: UNREADABLE,
  },
  {
    name: "six codings",
    body: "a",
    fields: [["Content-Encoding", "gzip, gzip, gzip, gzip, gzip, gzip"]],
    sees: UNREADABLE,
  },
  {
    name: "a coding that nobody knows",
    body: KNOWN,
    fields: [["Content-Encoding", "rot26"]],
    sees: UNREADABLE,
  },
  { name: "gzip that is none", body: "not gzip", fields: gzipped, sees: UNREADABLE },
  {
    name: "gzip with something behind it",
    body: Buffer.concat([gzipSync("a"), deflateRawSync(TOKEN)]),
    fields: gzipped,
    sees: UNREADABLE,
  },
  {
    name: "a character set that nobody knows",
    body: KNOWN,
    fields: [["Content-Type", "text/plain; charset=utf-7"]],
    sees: /^403 /,
  },
  {
    name: "two content types",
    body: KNOWN,
    fields: [["Content-Type", "text/plain"], ["Content-Type", "image/png"]],
    sees: /^403 /,
    ways: OVER_HTTP1,
  },
  { name: "archives nested four deep", body: nested(4) },
  { name: "archives nested five deep", body: nested(5), sees: UNREADABLE },
  {
    name: "gzip nested six deep",
    body: [1, 2, 3, 4, 5, 6].reduce((data: Uint8Array) => gzipSync(data), Buffer.from(TOKEN)),
    sees: UNREADABLE,
  },
  {
    name: "1,001 parts",
    body: `${"--b\r\n\r\nx\r\n".repeat(1_001)}--b--\r\n`,
    fields: [["Content-Type", "multipart/form-data; boundary=b"]],
    sees: UNREADABLE,
  },
  {
    name: "JSON nested 20,000 deep",
    body: `${"[".repeat(20_000)}"${TOKEN}"${"]".repeat(20_000)}`,
    fields: [["Content-Type", "application/json"]],
  },
  {
    name: "base64 four deep",
    body: ["base64", "base64", "base64", "base64"].reduce(
      (text, how) => textEncodings[how]?.(text) ?? "",
      `k ${TOKEN}`,
    ),
    fields: TEXT,
  },
  {
    name: "65 different tokens to redact",
    host: "redact.test",
    body: Array.from({ length: 65 }, (_, i) => `${TOKEN.slice(0, -2)}${10 + i}`).join("\n"),
    fields: TEXT,
    sees: "403 secret-found",
  },
];

const redacted: readonly RequestRow[] = [
  { name: "gzip", body: gzipSync(`key ${TOKEN}`), fields: gzipped },
  {
    name: "JSON",
    body: JSON.stringify({ a: `key ${TOKEN}`, b: KNOWN }),
    fields: [["Content-Type", "application/json"]],
  },
  {
    name: "path, query and fields",
    path: `/${KNOWN}?k=${TOKEN}`,
    fields: [["X-Note", `a ${TOKEN}`], ["Cookie", `k=${KNOWN}`]],
  },
  {
    name: "base64 in a text",
    body: `see ${btoa(`key ${TOKEN}`)} there`,
    fields: TEXT,
  },
  {
    name: "a form",
    body: `a=1&k=${encodeURIComponent(KNOWN)}&z=2`,
    fields: [["Content-Type", "application/x-www-form-urlencoded"]],
  },
];

/** What is redacted instead of refused: it arrives, without the values. */
export const redactedRows: readonly RequestRow[] = redacted
  .map((row) => ({ ...row, host: "redact.test", sees: "200", reaches: "upstream" as const }));

const unredactable: readonly RequestRow[] = [
  {
    name: "zero-width spaces within",
    body: Buffer.from([...TOKEN].join("\u200b")).toString("latin1"),
    fields: TEXT,
  },
  { name: "UTF-16", body: Buffer.from(`\ufeffkey ${TOKEN}`, "utf16le"), fields: TEXT },
];

/** What cannot be redacted is refused. */
export const unredactableRows: readonly RequestRow[] = unredactable
  .map((row) => ({ ...row, host: "redact.test" }));
