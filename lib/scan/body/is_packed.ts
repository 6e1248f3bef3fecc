import { latin1 } from "./latin1.ts";
import { type AboutBody, codingNames } from "./read_body.ts";

/** Signs at which compressed data may begin: gzip, zstd, an entry of a zip archive, gzip in base64. */
const SIGNS = ["\x1f\x8b", "\x28\xb5\x2f\xfd", "PK\x03\x04", "H4sI"];

/** Whether a body may hold more than its own bytes once it is decoded: it says so, or holds a sign of it. */
export function isPacked(body: Uint8Array, about: AboutBody): boolean {
  if (codingNames(about.contentEncoding).length > 0) return true;
  const text = latin1(body);
  // zlib has no sign of its own, but begins the body where it is one.
  return text.startsWith("x") && ZLIB.has(text.charAt(1)) ||
    SIGNS.some((sign) => text.includes(sign));
}

const ZLIB: ReadonlySet<string> = new Set(["\x01", "\x5e", "\x9c", "\xda"]);
