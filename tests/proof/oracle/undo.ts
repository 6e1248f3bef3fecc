import { Buffer } from "node:buffer";
import {
  brotliDecompressSync,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from "node:zlib";

/**
 * All that one decoding makes of a text (latin1, one character a byte): the oracle's own way to read,
 * which shares no code with what it judges. Generous: a text that is no encoding gives rubbish, in
 * which no secret stands by chance.
 */
export function undo(text: string): string[] {
  const made = [
    ...inflated(text),
    ...inRuns(text, /[A-Za-z0-9+/_-]{14,}/g, 4, (run) => Buffer.from(run, "base64")),
    ...inRuns(unspaced(text), /[A-Za-z0-9+/_-]{60,}/g, 4, (run) => Buffer.from(run, "base64")),
    ...inRuns(bareHex(text), /[0-9A-Fa-f]{20,}/g, 2, (run) => Buffer.from(run, "hex")),
    ...inRuns(text, /[A-Za-z2-7]{20,}/g, 8, fromBase32),
    escapesUndone(text),
    text.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/gi, (_, hex) => char(hex, 16)),
    Buffer.from(text, "latin1").toString("utf8").normalize("NFKC"),
  ];
  return made.filter((one) => one !== "" && one !== text);
}

function char(digits: string, base: number): string {
  return String.fromCharCode(parseInt(digits, base) & 0xffff);
}

/** `%41`, `\u0041`, `\x41`, `\101`, `&#65;`, `&#x41;`. */
function escapesUndone(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex) => char(hex, 16))
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex) => char(hex, 16))
    .replace(/\\x([0-9a-f]{2})/gi, (_, hex) => char(hex, 16))
    .replace(/\\([0-3][0-7]{2})/g, (_, octal) => char(octal, 8))
    .replace(/&#(\d{1,5});/g, (_, decimal) => char(decimal, 10))
    .replace(/&#x([0-9a-f]{1,4});/gi, (_, hex) => char(hex, 16));
}

function unspaced(text: string): string {
  return text.replace(/\s+/g, "");
}

function bareHex(text: string): string {
  return text.replace(/\\x|0x|[:,\s]/gi, "");
}

/** Every run that looks encoded, decoded from each place where a group may begin. */
function inRuns(
  text: string,
  pattern: RegExp,
  phases: number,
  decode: (run: string) => Buffer,
): string[] {
  const runs = text.match(pattern) ?? [];
  if (runs.length === 0) return [];
  return Array.from(
    { length: phases },
    (_, phase) => runs.map((run) => decode(run.slice(phase)).toString("latin1")).join("\n"),
  );
}

function fromBase32(run: string): Buffer {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  let bits = 0;
  let held = 0;
  const bytes: number[] = [];
  for (const letter of run.toUpperCase()) {
    held = ((held << 5) | letters.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits >= 8) bytes.push((held >> (bits -= 8)) & 0xff);
  }
  return Buffer.from(bytes);
}

const MAGICS: readonly (readonly [string, (bytes: Buffer) => Buffer])[] = [
  ["\x1f\x8b\x08", (bytes) => gunzipSync(bytes, LENIENT)],
  ["\x28\xb5\x2f\xfd", (bytes) => zstdDecompressSync(bytes)],
  ["\x78\x01", (bytes) => inflateSync(bytes, LENIENT)],
  ["\x78\x9c", (bytes) => inflateSync(bytes, LENIENT)],
  ["\x78\xda", (bytes) => inflateSync(bytes, LENIENT)],
];

/** A stream that was cut gives what there is of it. */
const LENIENT = { finishFlush: 2 };

/** What begins like compressed data wherever it does; and bodies, which may be without a beginning that shows. */
function inflated(text: string): string[] {
  const found: string[] = [];
  const attempt = (bytes: Buffer, undone: (bytes: Buffer) => Buffer) => {
    try {
      found.push(undone(bytes).toString("latin1"));
    } catch {
      // It was none.
    }
  };
  const all = Buffer.from(text, "latin1");
  for (const [magic, undone] of MAGICS) {
    for (let at = text.indexOf(magic); at >= 0; at = text.indexOf(magic, at + 1)) {
      attempt(all.subarray(at), undone);
    }
  }
  const headEnd = text.indexOf("\r\n\r\n");
  const body = headEnd < 0 ? all : all.subarray(headEnd + 4);
  if (body.length > 0) {
    attempt(body, (bytes) => brotliDecompressSync(bytes, { finishFlush: 1 }));
    attempt(body, (bytes) => inflateRawSync(bytes, LENIENT));
  }
  // An entry of a zip archive has its data behind a name.
  for (let at = text.indexOf("PK\x03\x04"); at >= 0; at = text.indexOf("PK\x03\x04", at + 1)) {
    const skip = 30 + text.charCodeAt(at + 26) + 256 * text.charCodeAt(at + 27) +
      text.charCodeAt(at + 28) + 256 * text.charCodeAt(at + 29);
    attempt(all.subarray(at + skip), (bytes) => inflateRawSync(bytes, LENIENT));
  }
  return found;
}
