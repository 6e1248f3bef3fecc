import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import { hexDigit } from "./hex_digit.ts";

/**
 * Undoes quoted-printable (RFC 2045 section 6.7): `=XX` gives a byte, `=` at the end of a line joins
 * lines (white space after it is ignored). What is malformed stays as it stands.
 */
export function* quotedPrintable(bytes: Uint8Array): Steps<Uint8Array> {
  const out = new Uint8Array(bytes.length);
  let written = 0;
  let pause: number = limits.scanStepBytes;
  let i = 0;
  while (i < bytes.length) {
    if (i >= pause) {
      pause += limits.scanStepBytes;
      yield;
    }
    const byte = bytes[i] ?? 0;
    if (byte === EQUALS) {
      const high = hexDigit(bytes[i + 1] ?? 0);
      const low = hexDigit(bytes[i + 2] ?? 0);
      if (high >= 0 && low >= 0) {
        out[written++] = high * 16 + low;
        i += 3;
        continue;
      }
      const after = afterSoftBreak(bytes, i + 1);
      if (after > 0) {
        i = after;
        continue;
      }
    }
    out[written++] = byte;
    i++;
  }
  return out.subarray(0, written);
}

const EQUALS = 0x3d;

/** Where the next line begins if only white space and a line end stand at `from`, else 0. */
function afterSoftBreak(bytes: Uint8Array, from: number): number {
  let i = from;
  // White space before a line end is at most a line long; more is not looked at twice.
  while (i < from + 80 && (bytes[i] === 0x20 || bytes[i] === 0x09)) i++;
  if (bytes[i] === 0x0d && bytes[i + 1] === 0x0a) return i + 2;
  return bytes[i] === 0x0a ? i + 1 : 0;
}
