import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import { concat } from "./concat.ts";
import { inflateAtOnce } from "./inflate_at_once.ts";
import { inflateStream } from "./inflate_stream.ts";
import { zstdFrameBytes } from "./zstd_frame_bytes.ts";

/** The compressions that can be undone here. `deflate` is the zlib format of RFC 1950. */
export type Compression = "gzip" | "zlib" | "deflate-raw" | "br" | "zstd";

/**
 * `complete`: the compressed data ended exactly where the bytes ended. Otherwise it was cut short
 * or something follows it.
 */
export type Inflated =
  | {
    readonly kind: "bytes";
    readonly bytes: Uint8Array;
    readonly consumed: number;
    readonly complete: boolean;
  }
  | { readonly kind: "too-large" }
  | { readonly kind: "broken" };

/**
 * Undoes one compression, giving at most `maxBytes`. Truncated brotli and zstd data is given as far as
 * it goes, with `complete` false; `partial` asks the same of the deflate family, which otherwise
 * counts truncated data as broken. Short data takes no step; longer data is undone as a stream.
 */
export function* inflate(
  compression: Compression,
  bytes: Uint8Array,
  maxBytes: number,
  partial = false,
): Steps<Inflated> {
  const most = Math.max(1, maxBytes);
  switch (compression) {
    case "br":
      return yield* brotli(bytes, most);
    case "zstd":
      return yield* zstd(bytes, most);
    default:
      return yield* unpack(compression, bytes, most, partial);
  }
}

/** In one call where the data is short and what comes out of it too. */
function* unpack(
  compression: Compression,
  bytes: Uint8Array,
  maxBytes: number,
  partial = false,
): Steps<Inflated> {
  if (bytes.length <= limits.bodyInflateSliceBytes) {
    const most = Math.min(maxBytes, limits.bodyInflateAtOnceBytes);
    const result = inflateAtOnce(compression, bytes, most, partial);
    if (result.kind !== "too-large" || most === maxBytes) return result;
  }
  return yield* inflateStream(compression, bytes, maxBytes, partial);
}

/**
 * Brotli data that is cut short gives what it has, without an error. A byte put after the data tells
 * the cases apart: only a decoder that has seen the end leaves it unread.
 */
function* brotli(bytes: Uint8Array, maxBytes: number): Steps<Inflated> {
  const longer = yield* concat([bytes, Uint8Array.of(0)]);
  const result = yield* unpack("br", longer, maxBytes);
  if (result.kind !== "bytes") return result;
  const consumed = Math.min(result.consumed, bytes.length);
  return { ...result, consumed, complete: result.consumed === bytes.length };
}

/**
 * A zstd body is frames one after another, of which node:zlib reads only the first, and gives a frame
 * that is cut short as far as it goes. So the frames are told apart here. Where only the last one is
 * cut short, what stood before it is given, and what could be read of it.
 */
function* zstd(bytes: Uint8Array, maxBytes: number): Steps<Inflated> {
  const outputs: Uint8Array[] = [];
  let position = 0;
  let left = maxBytes;
  for (let frames = 0; position < bytes.length && frames < limits.zstdFrames; frames++) {
    if (frames > 0) yield;
    const rest = bytes.subarray(position);
    const frame = yield* zstdFrameBytes(rest);
    if (frame === undefined && !startsZstd(rest)) break;
    if (frame?.skippable !== true) {
      const data = frame === undefined ? rest : rest.subarray(0, frame.length);
      const output = yield* unpack("zstd", data, Math.max(1, left));
      if (output.kind !== "bytes") return output;
      left -= output.bytes.length;
      if (left < 0) return { kind: "too-large" };
      outputs.push(output.bytes);
    }
    if (frame === undefined) break;
    position += frame.length;
  }
  if (outputs.length === 0 && position === 0) return { kind: "broken" };
  const complete = position === bytes.length;
  return { kind: "bytes", bytes: yield* concat(outputs), consumed: position, complete };
}

function startsZstd(bytes: Uint8Array): boolean {
  return bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd;
}
