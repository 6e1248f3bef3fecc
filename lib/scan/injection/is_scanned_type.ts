import { isUtf8 } from "node:buffer";
import { mediaType } from "../body/media_type.ts";

/**
 * Whether a body that comes in is read for signs of injection: text, HTML, JSON, XML, scripts, event streams
 * and whatever is not known, `application/octet-stream` too. Images, audio, video, fonts, archives and packages
 * are passed on at speed.
 *
 * The header is believed by nobody. What has the magic bytes of a picture, sound, film, font or package and goes on
 * like one is not read, whatever it is said to be; what only begins like one and goes on as text is read. Of what is
 * not said to be text a binary head is enough, since no model reads that. A PDF is not read: its text is
 * compressed in streams. One of pure ASCII is, since nothing tells it from a text.
 *
 * @param contentType the header's value, if there is one
 * @param head the first bytes of the body with its codings undone; `LEAST_HEAD` are enough, fewer if it is shorter
 */
export function isScannedType(contentType: string | undefined, head: Uint8Array): boolean {
  const seen = head.subarray(0, LEAST_HEAD);
  if (hasMagic(seen)) return isMostlyText(seen) || isMostlyText(seen.subarray(LONGEST_MAGIC));
  return isTextType(contentType) || !isBinary(seen);
}

/** Bytes of the body's beginning that tell what it is: where the magic bytes of a tar archive end. */
export const LEAST_HEAD = 262;

/** Whether the header says that it is text. `image/svg+xml` is XML, and what is `+json` or `+xml` is that. */
export function isTextType(contentType: string | undefined): boolean {
  const { type } = mediaType(contentType);
  return type.startsWith("text/") ||
    /[+/](?:json|xml|javascript|ecmascript|yaml|x-ndjson|html)$/.test(type);
}

/** What follows magic bytes belongs to their format for so many bytes, and so much has to stand behind it. */
const LONGEST_MAGIC = 16;
const LEAST_TEXT = 16;
/** One odd byte does not make a binary of a text; the barest of formats have one in five. */
const ODD_IN_TEXT = 1 / 20;

/** What begins with magic bytes and goes on in letters only wears them. */
function isMostlyText(bytes: Uint8Array): boolean {
  return bytes.length >= LEAST_TEXT && oddBytes(bytes) < ODD_IN_TEXT * bytes.length;
}

/** Control characters, and what is beyond ASCII where that is no UTF-8. */
function oddBytes(bytes: Uint8Array): number {
  const isText = isUtf8(bytes.subarray(0, endOfCharacters(bytes)));
  let odd = 0;
  for (const byte of bytes) {
    if (byte < 0x20 ? !BLANKS.has(byte) : byte === 0x7f || (byte >= 0x80 && !isText)) odd++;
  }
  return odd;
}

const BLANKS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

/** The last character may be cut. */
function endOfCharacters(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && end > bytes.length - 4 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end--;
  return (bytes[end - 1] ?? 0) >= 0xc0 ? end - 1 : bytes.length;
}

/** The share of NULs in a binary, how regular they are in wide characters, and the shortest head that says anything. */
const NULS_IN_BINARY = 0.3;
const NULS_IN_WIDE = 0.9;
const LEAST_BINARY = 32;

/** Whether a head is full of NULs, other than UTF-16 or UTF-32, which is text with NULs in it at regular places. */
function isBinary(head: Uint8Array): boolean {
  if (head.length < LEAST_BINARY) return false;
  const nuls = [0, 0, 0, 0];
  head.forEach((byte, i) => {
    if (byte === 0) nuls[i & 3] = (nuls[i & 3] ?? 0) + 1;
  });
  const [n0 = 0, n1 = 0, n2 = 0, n3 = 0] = nuls;
  const all = n0 + n1 + n2 + n3;
  if (all < NULS_IN_BINARY * head.length) return false;
  const isUtf16 = Math.max(n0 + n2, n1 + n3) >= NULS_IN_WIDE * all;
  const isUtf32 = Math.min(n0, n1, n2, n3) <= (1 - NULS_IN_WIDE) * head.length / 4;
  return !isUtf16 && !isUtf32;
}

function hasMagic(head: Uint8Array): boolean {
  return MAGIC.some(({ at, bytes, then }) =>
    matches(head, at, bytes) &&
    (then === undefined || then.some((more) => matches(head, more.at, more.bytes)))
  );
}

function matches(head: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (head[at + i] !== text.charCodeAt(i)) return false;
  }
  return true;
}

interface Magic {
  readonly at: number;
  readonly bytes: string;
  /** One of these stands there as well. */
  readonly then?: readonly { readonly at: number; readonly bytes: string }[];
}

/**
 * Magic bytes of what no model reads as text (WHATWG MIME sniffing sections 6 and 7, the formats' own
 * specifications). `ftyp` is the second word of MP4, HEIC and AVIF; the first is a length. Beginnings of letters
 * alone, such as `GIF8`, are followed by what no text has.
 */
const MAGIC: readonly Magic[] = [
  { at: 0, bytes: "\x89PNG\r\n\x1a\n" },
  { at: 0, bytes: "\xff\xd8\xff" },
  { at: 0, bytes: "GIF8", then: [{ at: 5, bytes: "a" }] },
  { at: 0, bytes: "RIFF", then: ["WEBP", "WAVE", "AVI "].map((bytes) => ({ at: 8, bytes })) },
  { at: 0, bytes: "II*\0" },
  { at: 0, bytes: "MM\0*" },
  { at: 0, bytes: "\0\0\x01\0" },
  { at: 0, bytes: "\0\0\x02\0" },
  { at: 4, bytes: "ftyp" },
  { at: 0, bytes: "\0\0\0\x0cjP  " },
  { at: 0, bytes: "\0\0\0\x0cJXL " },
  { at: 0, bytes: "BM", then: [{ at: 6, bytes: "\0\0\0\0" }] },
  { at: 0, bytes: "%PDF-" },
  { at: 0, bytes: "FLV\x01" },
  { at: 0, bytes: "MThd\0\0\0\x06" },
  { at: 0, bytes: "OggS\0" },
  { at: 0, bytes: "fLaC\0" },
  {
    at: 0,
    bytes: "ID3",
    then: [2, 3, 4].map((version) => ({ at: 3, bytes: String.fromCharCode(version) })),
  },
  { at: 0, bytes: "\xff\xfb" },
  { at: 0, bytes: "\xff\xf3" },
  { at: 0, bytes: "\xff\xf2" },
  { at: 0, bytes: "\xff\xf1" },
  { at: 0, bytes: "\xff\xf9" },
  { at: 0, bytes: "\x1a\x45\xdf\xa3" },
  { at: 0, bytes: "wOFF", then: [{ at: 4, bytes: "\0\x01" }, { at: 4, bytes: "OTTO" }] },
  { at: 0, bytes: "wOF2", then: [{ at: 4, bytes: "\0\x01" }, { at: 4, bytes: "OTTO" }] },
  { at: 0, bytes: "OTTO\0" },
  { at: 0, bytes: "\0\x01\0\0" },
  { at: 0, bytes: "PK\x03\x04" },
  { at: 0, bytes: "PK\x05\x06" },
  { at: 0, bytes: "\x1f\x8b\x08" },
  { at: 0, bytes: "BZh", then: [{ at: 4, bytes: "1AY&SY" }] },
  { at: 0, bytes: "\xfd7zXZ\0" },
  { at: 0, bytes: "7z\xbc\xaf\x27\x1c" },
  { at: 0, bytes: "Rar!\x1a\x07" },
  { at: 0, bytes: "\x28\xb5\x2f\xfd" },
  { at: 257, bytes: "ustar" },
  { at: 0, bytes: "!<arch>\n" },
  { at: 0, bytes: "\xed\xab\xee\xdb" },
  { at: 0, bytes: "\x7fELF" },
  { at: 0, bytes: "\0asm\x01\0\0\0" },
  { at: 0, bytes: "SQLite format 3\0" },
];
