import { Buffer } from "node:buffer";
import { latin1 } from "./latin1.ts";

/**
 * Undoes base64 as a part's coding (RFC 2045 section 6.8): what is no letter of the alphabet is passed
 * over, both alphabets are read, and text after padding begins anew.
 */
export function base64Bytes(bytes: Uint8Array): Uint8Array {
  const runs = latin1(bytes).replace(/[^A-Za-z0-9+/_=-]+/g, "").split(/=+/);
  const first = runs[0] ?? "";
  if (runs.length === 1) return Buffer.from(first, "base64");
  return Buffer.concat(runs.map((run) => Buffer.from(run, "base64")));
}
