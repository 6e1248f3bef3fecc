import { constants, gunzipSync, inflateRawSync } from "node:zlib";
import { limits } from "../../limits.ts";
import { gzipHeadBytes } from "../body/gzip_head_bytes.ts";
import { BASE64_RUN } from "./byte_classes.ts";
import type { ByteSink } from "./byte_sink.ts";
import { readSextets } from "./read_sextets.ts";
import { runEnd } from "./run_end.ts";

/** The first three bytes of gzip (RFC 1952: magic number and deflate) in base64. */
export const GZIP_SIGN = "H4sI";

export interface Unpacked {
  /** Whether something was larger unpacked than `most` and so was not read, or there were too many places to try. */
  readonly tooLarge: boolean;
}

/**
 * Unpacks what is gzip in base64 and begins in `[from, to)`, at most `most` bytes in all. What begins like
 * gzip and is none is passed over: the characters alone come up in long random data.
 *
 * @param piece the text of `bytes` from `from` to three bytes behind `to` or more, or to its end
 */
export function gzipInBase64(
  bytes: Uint8Array,
  piece: string,
  from: number,
  to: number,
  most: number,
  sink: ByteSink,
): Unpacked {
  let left = most;
  let places = 0;
  let tooLarge = false;
  let found = piece.indexOf(GZIP_SIGN);
  for (
    ;
    found >= 0 && from + found < to;
    found = piece.indexOf(GZIP_SIGN, found + GZIP_SIGN.length)
  ) {
    if (tooLarge) continue;
    const plain = ++places > limits.scanPackedPlaces || left <= 0
      ? "too large"
      : unpack(decode(bytes, from + found), left);
    tooLarge = plain === "too large";
    if (typeof plain === "string" || plain.length === 0) continue;
    sink.addAll(plain);
    sink.endStretch();
    left -= plain.length;
  }
  return { tooLarge };
}

function unpack(packed: Uint8Array, most: number): Uint8Array | "not gzip" | "too large" {
  // A stream that is cut off is read as far as it goes.
  const options = { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH };
  const unpacked = tryUnpack(() => gunzipSync(packed, options));
  if (unpacked !== "not gzip") return unpacked;
  // What follows the base64 may look like more of it: the deflate data tells itself where it ends.
  return tryUnpack(() => inflateRawSync(packed.subarray(gzipHeadBytes(packed)), options));
}

function tryUnpack(run: () => Uint8Array): Uint8Array | "not gzip" | "too large" {
  try {
    return run();
  } catch (error) {
    const isSize = error instanceof RangeError ||
      (error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE");
    return isSize ? "too large" : "not gzip";
  }
}

function decode(bytes: Uint8Array, start: number): Uint8Array {
  const most = Math.min(bytes.length, start + limits.scanUnpackedBytes);
  const end = runEnd(bytes, start, most, BASE64_RUN);
  const sextets = new Uint8Array(end - start);
  const count = readSextets(bytes, start, end, sextets);
  const decoded = new Uint8Array(Math.floor(count * 6 / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < count; i++) {
    held = ((held << 6) | (sextets[i] as number)) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    decoded[at++] = (held >> bits) & 0xff;
  }
  return decoded.subarray(0, at);
}
