import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";

/** A way of writing a text so that it can be read back; texts are latin1. */
export type TextEncoding = (text: string) => string;

const bytesOf = (text: string): Buffer => Buffer.from(text, "latin1");
const base64 = (text: string): string => bytesOf(text).toString("base64");
const hexOf = (text: string): string => bytesOf(text).toString("hex");

/** Each byte of the text, given as two hex digits, written anew. */
const byHex = (text: string, write: (hex: string) => string): string =>
  hexOf(text).replace(/../g, write);

const percent: TextEncoding = (text) => byHex(text, (hex) => `%${hex.toUpperCase()}`);

/** The encodings that are undone wherever they stand in a text, by name. */
export const textEncodings: Readonly<Record<string, TextEncoding>> = {
  "base64": base64,
  "base64 without padding": (text) => base64(text).replace(/=+$/, ""),
  "base64 for URLs": (text) => bytesOf(text).toString("base64url"),
  "base64 in lines": (text) => base64(text).replace(/.{76}(?=.)/g, "$&\r\n"),
  "base64 of longer data": (text) => base64(`What follows is: ${text} and it goes on.`),
  "base64 of longer data, one byte on": (text) => base64(`What follows it is: ${text} goes on.`),
  "base64 of longer data, two bytes on": (text) => base64(`What is to follow: ${text} goes on.`),
  "base64 twice": (text) => base64(base64(text)),
  "hex": hexOf,
  "hex in upper case": (text) => hexOf(text).toUpperCase(),
  "hex with colons": (text) => hexOf(text).replace(/..(?=.)/g, "$&:"),
  "hex with spaces": (text) => hexOf(text).replace(/..(?=.)/g, "$& "),
  "hex with 0x": (text) => byHex(text, (hex) => `0x${hex}, `),
  "hex with \\x": (text) => byHex(text, (hex) => `\\x${hex}`),
  "percent": percent,
  "percent where needed": (text) => text.replace(/[^A-Za-z0-9._~-]/g, (char) => percent(char)),
  "percent twice": (text) => percent(text).replaceAll("%", "%25"),
  "\\u escapes": (text) => byHex(text, (hex) => `\\u00${hex}`),
  "decimal entities": (text) => byHex(text, (hex) => `&#${parseInt(hex, 16)};`),
  "hex entities": (text) => byHex(text, (hex) => `&#x${hex};`),
  "gzip in base64": (text) => gzipSync(bytesOf(text)).toString("base64"),
};
