import { Buffer } from "node:buffer";

/** How a known secret may be written, each as one function of its bytes. */
export interface WrittenForm {
  /** In words for a reason, empty for the value itself: `base64`, `hex`, `reversed`. */
  readonly name: string;
  /** Latin1 text. */
  readonly text: string;
  /** Characters of base64 or base32 before and after `text` that hold some bits of the value, and some of what stands beside it. */
  readonly shared?: Shared;
}

export interface Shared {
  readonly before: number;
  readonly after: number;
}

/**
 * Every form in which a known secret is looked for, the value itself first. Only letters and digits of a
 * form are compared, without case: so base64 stands for its URL-safe and unpadded spellings, for lines,
 * and hex for both cases and any separators.
 *
 * @param value latin1 text: one character is one byte of the value in UTF-8
 */
export function secretForms(value: string): readonly WrittenForm[] {
  const bytes = Buffer.from(value, "latin1");
  const each = (write: (byte: number, char: string) => string): string =>
    [...value].map((char) => write(char.charCodeAt(0), char)).join("");
  const hex = (byte: number): string => byte.toString(16).padStart(2, "0");
  const isPlain = (char: string): boolean => /[A-Za-z0-9._~-]/.test(char);
  const percent = each((byte, char) => isPlain(char) ? char : `%${hex(byte)}`);
  return [
    { name: "", text: value },
    { name: "reversed", text: [...value].reverse().join("") },
    { name: "rot13", text: each((_, char) => rot13(char)) },
    { name: "hex", text: bytes.toString("hex") },
    ...[0, 1, 2].map((offset) => ({
      name: "base64",
      text: base64At(bytes, offset),
      shared: sharedAt(bytes, offset, 6),
    })),
    ...[0, 1, 2, 3, 4].map((offset) => ({
      name: "base32",
      text: base32At(bytes, offset),
      shared: sharedAt(bytes, offset, 5),
    })),
    { name: "base58", text: base58(bytes) },
    { name: "percent", text: percent },
    { name: "percent twice", text: percent.replace(/%/g, "%25") },
    { name: "escaped", text: each((byte) => `\\x${hex(byte)}`) },
    { name: "escaped", text: each((byte) => `\\u00${hex(byte)}`) },
    {
      name: "escaped",
      text: each((byte, char) => isPlain(char) ? char : `\\u00${hex(byte)}`),
    },
    // A line end in a JSON string is `\\n`, whose letter stands between those of the value.
    { name: "escaped", text: JSON.stringify(value).slice(1, -1) },
    { name: "HTML entities", text: each((byte) => `&#${byte};`) },
    { name: "HTML entities", text: each((byte) => `&#x${hex(byte)};`) },
    { name: "HTML entities", text: each((_, char) => HTML_NAMES[char] ?? char) },
  ];
}

const HTML_NAMES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function rot13(text: string): string {
  return text.replace(/[A-Za-z]/g, (char) => {
    const base = char <= "Z" ? 65 : 97;
    return String.fromCharCode((char.charCodeAt(0) - base + 13) % 26 + base);
  });
}

/** The base64 characters that depend on the value alone when `offset` unknown bytes stand before it. */
function base64At(bytes: Uint8Array, offset: number): string {
  const padded = new Uint8Array(offset + bytes.length);
  padded.set(bytes, offset);
  const whole = Math.floor(padded.length * 8 / 6);
  return Buffer.from(padded).toString("base64").slice(Math.ceil(offset * 8 / 6), whole);
}

/** A character of so many bits is shared where the value begins or ends within it. */
function sharedAt(bytes: Uint8Array, offset: number, bits: number): Shared {
  const isShared = (byte: number): number => (byte * 8) % bits === 0 ? 0 : 1;
  return { before: isShared(offset), after: isShared(offset + bytes.length) };
}

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/** The same in base32 (RFC 4648 section 6), whose groups are of five bytes. */
function base32At(bytes: Uint8Array, offset: number): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of [...new Uint8Array(offset), ...bytes]) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32.charAt((held >> bits) & 31);
    }
  }
  return text.slice(Math.ceil(offset * 8 / 5));
}

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** Long values are not written so by anybody, and the conversion is quadratic. */
const BASE58_MOST_BYTES = 256;

function base58(bytes: Uint8Array): string {
  if (bytes.length > BASE58_MOST_BYTES) return "";
  let number = BigInt(`0x0${Buffer.from(bytes).toString("hex")}`);
  let text = "";
  while (number > 0n) {
    text = BASE58.charAt(Number(number % 58n)) + text;
    number /= 58n;
  }
  return text;
}
