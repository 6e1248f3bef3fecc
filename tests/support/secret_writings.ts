import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { type TextEncoding, textEncodings } from "./text_encodings.ts";

const bytesOf = (text: string): Buffer => Buffer.from(text, "latin1");

const apart = (separator: string): TextEncoding => (text) => [...text].join(separator);
const chunks = (length: number, separator: string): TextEncoding => (text) =>
  text.replace(new RegExp(`[^]{${length}}(?=[^])`, "g"), `$&${separator}`);

const NAMES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", '"': "&quot;" };

/** RFC 4648 section 6, without padding. */
const base32 = (text: string): string => {
  const bits = [...bytesOf(text)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return bits.replace(/.{1,5}/g, (five) => BASE32.charAt(parseInt(five.padEnd(5, "0"), 2)));
};
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

const inLonger = (encode: TextEncoding, before: string): TextEncoding => (text) =>
  encode(`${before}${text}${before}`);

/** The ways in which a known secret is found beside those that are undone in any text, by name. */
export const secretWritings: Readonly<Record<string, TextEncoding>> = {
  "as it is": (text) => text,
  "other case": (text) =>
    text.replace(/[A-Za-z]/g, (char) => char < "a" ? char.toLowerCase() : char.toUpperCase()),
  "base64 in small letters": (text) => bytesOf(text).toString("base64").toLowerCase(),
  "percent where needed, small letters": (text) =>
    (textEncodings["percent where needed"]?.(text) ?? "").toLowerCase(),
  "percent where needed, twice": (text) =>
    (textEncodings["percent where needed"]?.(text) ?? "").replaceAll("%", "%25"),
  "percent every third": (text) =>
    text.replace(/([^]{2})([^])/g, (_, two, one) => two + (textEncodings["percent"]?.(one) ?? "")),
  "form": (text) => (textEncodings["percent where needed"]?.(text) ?? "").replaceAll("%20", "+"),
  "base32": base32,
  "base32 in small letters": (text) => base32(text).toLowerCase(),
  ...Object.fromEntries(
    ["", "\x02", "\x02\x01", "\x02\x01!", "\x02\x01!?"].flatMap((before) => [
      [`base32 behind ${before.length} bytes`, inLonger(base32, before)],
      [
        `base64 behind ${before.length} bytes`,
        inLonger((text) => bytesOf(text).toString("base64"), before),
      ],
      [
        `base64 for URLs behind ${before.length} bytes`,
        inLonger((text) => bytesOf(text).toString("base64url"), before),
      ],
    ]),
  ),
  "gzip in base64 for URLs": (text) => gzipSync(bytesOf(text)).toString("base64url"),
  "letters with spaces": apart(" "),
  "letters with dots": apart("."),
  "letters with hyphens": apart("-"),
  "letters with four signs": apart(" =# "),
  "chunks of four": chunks(4, " "),
  "chunks of eight": chunks(8, "-"),
  "chunks of ten on lines": chunks(10, '",\n    "'),
  "letters and digits only": (text) => text.replace(/[^A-Za-z0-9]/g, ""),
  "letters and digits in small letters": (text) => text.replace(/[^A-Za-z0-9]/g, "").toLowerCase(),
  "reversed": (text) => [...text].reverse().join(""),
  "rot13": (text) =>
    text.replace(/[A-Za-z]/g, (char) => {
      const first = char < "a" ? 65 : 97;
      return String.fromCharCode((char.charCodeAt(0) - first + 13) % 26 + first);
    }),
  "JSON string": (text) => JSON.stringify(text),
  "JSON string twice": (text) => JSON.stringify(JSON.stringify(text)),
  "JSON escapes where needed": (text) =>
    text.replace(/[^A-Za-z0-9 ]/g, (char) => textEncodings["\\u escapes"]?.(char) ?? ""),
  "HTML names": (text) => text.replace(/[&<"]/g, (char) => NAMES[char] ?? char),
  "octal escapes": (text) =>
    text.replace(/[^]/g, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, "0")}`),
};
