import { Buffer } from "node:buffer";
import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import type { MediaType } from "./media_type.ts";

/**
 * The texts that the bytes hold in a character set of wider units, as UTF-8 bytes; none where the
 * bytes themselves are the text (UTF-8 and every set in which ASCII stands as ASCII).
 */
export type CharsetReading =
  | { readonly kind: "texts"; readonly texts: readonly { name: string; utf8: Uint8Array }[] }
  | { readonly kind: "refuse"; readonly reason: string };

/**
 * Reads by byte order mark, by the declared `charset`, and by where the NUL bytes stand (as readers of
 * JSON do, RFC 4627 section 3); where these disagree, by each of them. A declared set that is unknown,
 * or in which ASCII is written in another way, is refused: the text could not be judged.
 */
export function* readCharset(bytes: Uint8Array, media: MediaType): Steps<CharsetReading> {
  const names = new Set<string>();
  const declared = media.parameters.get("charset")?.trim().toLowerCase();
  if (declared !== undefined && declared !== "") {
    const wide = WIDE.get(declared);
    if (wide !== undefined) wide.forEach((name) => names.add(name));
    else if (!isAsciiCompatible(declared)) {
      const name = /^[a-z0-9._:-]{1,32}$/.test(declared) ? declared : "of an unusual name";
      return { kind: "refuse", reason: `character set ${name} cannot be read` };
    }
  }
  const marked = byMark(bytes);
  if (marked !== undefined) names.add(marked);
  const guessed = byZeros(bytes);
  if (guessed !== undefined) names.add(guessed);
  const texts: { name: string; utf8: Uint8Array }[] = [];
  for (const name of names) texts.push({ name, utf8: yield* toUtf8(bytes, name) });
  return { kind: "texts", texts };
}

/** Without a byte order, both are read. */
const WIDE: ReadonlyMap<string, readonly string[]> = new Map([
  ["utf-16le", ["utf-16le"]],
  ["utf-16be", ["utf-16be"]],
  ["unicodefffe", ["utf-16be"]],
  ["utf-16", ["utf-16le", "utf-16be"]],
  ["utf16", ["utf-16le", "utf-16be"]],
  ["ucs-2", ["utf-16le", "utf-16be"]],
  ["iso-10646-ucs-2", ["utf-16le", "utf-16be"]],
  ["unicode", ["utf-16le", "utf-16be"]],
  ["csunicode", ["utf-16le", "utf-16be"]],
  ["unicodefeff", ["utf-16le", "utf-16be"]],
  ["utf-32", ["utf-32le", "utf-32be"]],
  ["utf-32le", ["utf-32le"]],
  ["utf-32be", ["utf-32be"]],
  ["ucs-4", ["utf-32le", "utf-32be"]],
]);

/** Every label of the WHATWG standard names a set that holds ASCII as ASCII, once UTF-16 is taken out. */
function isAsciiCompatible(label: string): boolean {
  // The first by far most often: a decoder for each body costs more than a short one's reading.
  if (label === "utf-8" || label === "utf8mb4" || label === "binary") return true;
  try {
    const { encoding } = new TextDecoder(label);
    return !encoding.startsWith("utf-16") && encoding !== "replacement";
  } catch {
    return false;
  }
}

function byMark(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? "utf-32le" : "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? "utf-32be" : undefined;
}

/** Text that is mostly ASCII has its NUL bytes all at the same places of each unit. */
function byZeros(bytes: Uint8Array): string | undefined {
  const sample = Math.min(bytes.length, 256) & ~3;
  if (sample < 8) return undefined;
  if (!bytes.subarray(0, sample).includes(0)) return undefined;
  const zeros = [0, 0, 0, 0];
  for (let i = 0; i < sample; i++) {
    if (bytes[i] === 0) zeros[i & 3] = (zeros[i & 3] ?? 0) + 1;
  }
  const pattern = zeros.map((count) => (count > sample * 0.15 ? "0" : "x")).join("");
  switch (pattern) {
    case "x0x0":
      return "utf-16le";
    case "0x0x":
      return "utf-16be";
    case "x000":
      return "utf-32le";
    case "000x":
      return "utf-32be";
    default:
      return undefined;
  }
}

function* toUtf8(bytes: Uint8Array, name: string): Steps<Uint8Array> {
  const unit = name.startsWith("utf-32") ? 4 : 2;
  const end = bytes.length - (bytes.length % unit);
  // A code unit of 16 bits becomes three bytes at most, one of 32 bits four.
  const utf8 = new Uint8Array(unit === 2 ? 1.5 * end : end);
  let length = 0;
  for (let from = 0; from < end;) {
    if (from > 0) yield;
    let to = Math.min(end, from + limits.scanStepBytes);
    // The halves of a pair stay together.
    if (to < end && isHighSurrogate(bytes, to - unit, name)) to -= unit;
    length += encoder.encodeInto(textOf(bytes.subarray(from, to), name), utf8.subarray(length))
      .written;
    from = to;
  }
  return utf8.subarray(0, length);
}

function isHighSurrogate(bytes: Uint8Array, at: number, name: string): boolean {
  switch (name) {
    case "utf-16le":
      return ((bytes[at + 1] ?? 0) & 0xfc) === 0xd8;
    case "utf-16be":
      return ((bytes[at] ?? 0) & 0xfc) === 0xd8;
    case "utf-32le":
      return ((bytes[at + 1] ?? 0) & 0xfc) === 0xd8;
    default:
      return ((bytes[at + 2] ?? 0) & 0xfc) === 0xd8;
  }
}

function textOf(bytes: Uint8Array, name: string): string {
  const units = Buffer.from(bytes);
  if (name === "utf-16be") units.swap16();
  if (name === "utf-32be") units.swap32();
  return name.startsWith("utf-16") ? units.toString("utf16le") : fromUtf32(units);
}

const encoder = new TextEncoder();

/** Values that are no character become U+FFFD, so that the characters round them still stand. */
function fromUtf32(units: Buffer): string {
  const pieces: string[] = [];
  for (let i = 0; i + 4 <= units.length; i += 4) {
    const point = units.readUInt32LE(i);
    pieces.push(point <= 0x10ffff ? String.fromCodePoint(point) : "\ufffd");
  }
  return pieces.join("");
}
