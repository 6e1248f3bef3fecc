import { mediaType } from "../body/media_type.ts";

/**
 * Whether a body that comes in is read for signs of injection: text, HTML, JSON, XML, scripts, event streams
 * and whatever is not known. Images, audio, video, fonts, archives and packages are passed on at speed.
 *
 * The header alone is believed by nobody: a body that is said to be an image is passed only if it begins
 * like a picture, sound, film, font or package, and one that is said to be text is read whatever it begins with,
 * unless it has the magic bytes of something a model cannot read.
 *
 * @param contentType the header's value, if there is one
 * @param head the first bytes of the body with its codings undone; `LEAST_HEAD` are enough, fewer if it is shorter
 */
export function isScannedType(contentType: string | undefined, head: Uint8Array): boolean {
  if (head.length === 0) return true;
  const isOpaque = hasMagic(head);
  const { type } = mediaType(contentType);
  if (isText(type)) return !isOpaque || looksLikeText(head);
  return !isOpaque;
}

/** Bytes of the body's beginning that tell what it is: where the magic bytes of a tar archive end. */
export const LEAST_HEAD = 262;

/** `image/svg+xml` is XML, and what is `+json` or `+xml` is that. */
function isText(type: string): boolean {
  return type.startsWith("text/") ||
    /[+/](?:json|xml|javascript|ecmascript|yaml|x-ndjson|html)$/.test(type);
}

/** What begins with magic bytes and goes on in letters only wears them. */
function looksLikeText(head: Uint8Array): boolean {
  let odd = 0;
  for (const byte of head.subarray(0, LEAST_HEAD)) {
    if ((byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) || byte === 0x7f) odd++;
  }
  return odd === 0;
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
 * specifications). Beginnings of letters alone, such as `GIF8`, are followed by what no text has.
 */
const MAGIC: readonly Magic[] = [
  { at: 0, bytes: "\x89PNG\r\n\x1a\n" },
  { at: 0, bytes: "\xff\xd8\xff" },
  { at: 0, bytes: "GIF8", then: [{ at: 5, bytes: "a" }] },
  { at: 0, bytes: "RIFF", then: ["WEBP", "WAVE", "AVI "].map((bytes) => ({ at: 8, bytes })) },
  { at: 0, bytes: "II*\0" },
  { at: 0, bytes: "MM\0*" },
  { at: 0, bytes: "\0\0\x01\0" },
  { at: 0, bytes: "\0\0", then: [{ at: 4, bytes: "ftyp" }] },
  { at: 0, bytes: "OggS\0" },
  { at: 0, bytes: "fLaC\0" },
  {
    at: 0,
    bytes: "ID3",
    then: [2, 3, 4].map((version) => ({ at: 3, bytes: String.fromCharCode(version) })),
  },
  { at: 0, bytes: "\xff\xfb" },
  { at: 0, bytes: "\xff\xf3" },
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
