import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";

/**
 * Undoes base64 as a part's coding (RFC 2045 section 6.8): what is no letter of the alphabet is passed
 * over, both alphabets are read, and text after padding begins anew.
 */
export function* base64Bytes(bytes: Uint8Array): Steps<Uint8Array> {
  const decoder: Decoder = { out: new Uint8Array(Math.ceil(bytes.length * 0.75)), length: 0 };
  let group = EMPTY;
  for (let from = 0; from < bytes.length; from += limits.scanStepBytes) {
    if (from > 0) yield;
    group = decode(
      decoder,
      bytes,
      from,
      Math.min(bytes.length, from + limits.scanStepBytes),
      group,
    );
  }
  return decoder.out.subarray(0, decoder.length);
}

interface Decoder {
  readonly out: Uint8Array;
  length: number;
}

/**
 * Decodes a stretch and says what is left of a group that goes on behind it: its bits under a one, as
 * many as 2, 4 or 6 of them belong to the next byte.
 */
function decode(
  decoder: Decoder,
  bytes: Uint8Array,
  from: number,
  to: number,
  before: number,
): number {
  const { out } = decoder;
  let { length } = decoder;
  let group = before;
  for (let i = from; i < to; i++) {
    const sextet = SEXTETS[bytes[i] ?? 0] ?? IGNORED;
    if (sextet >= PADDING) {
      if (sextet === PADDING) group = EMPTY;
    } else if (group < 4) {
      group = 64 | sextet;
    } else if (group >= 64) {
      out[length++] = ((group & 63) << 2) | (sextet >> 4);
      group = 16 | (sextet & 15);
    } else if (group >= 16) {
      out[length++] = ((group & 15) << 4) | (sextet >> 2);
      group = 4 | (sextet & 3);
    } else {
      out[length++] = ((group & 3) << 6) | sextet;
      group = EMPTY;
    }
  }
  decoder.length = length;
  return group;
}

const EMPTY = 1;
const PADDING = 64;
const IGNORED = 65;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const SEXTETS: Uint8Array = (() => {
  const table = new Uint8Array(256).fill(IGNORED);
  for (let value = 0; value < 64; value++) table[ALPHABET.charCodeAt(value)] = value;
  table["-".charCodeAt(0)] = 62;
  table["_".charCodeAt(0)] = 63;
  table["=".charCodeAt(0)] = PADDING;
  return table;
})();
