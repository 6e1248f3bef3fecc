import { Buffer } from "node:buffer";
import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from "node:zlib";
import { limits } from "../../limits.ts";
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
 * counts truncated data as broken.
 */
export function inflate(
  compression: Compression,
  bytes: Uint8Array,
  maxBytes: number,
  partial = false,
): Inflated {
  const options = {
    info: true,
    maxOutputLength: Math.max(1, maxBytes),
    ...(partial ? { finishFlush: constants.Z_SYNC_FLUSH } : {}),
  };
  try {
    switch (compression) {
      case "gzip":
        return whole(gunzipSync(bytes, options), bytes);
      case "zlib":
        return whole(inflateSync(bytes, options), bytes);
      case "deflate-raw":
        return whole(inflateRawSync(bytes, options), bytes);
      case "br":
        return brotli(bytes, options.maxOutputLength);
      case "zstd":
        return zstd(bytes, options.maxOutputLength);
      default:
        throw new Error(`Cannot undo ${compression satisfies never}`);
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return { kind: code === "ERR_BUFFER_TOO_LARGE" ? "too-large" : "broken" };
  }
}

/** With `info` the functions of node:zlib give the output and the engine, which counts its input. */
function whole(result: unknown, bytes: Uint8Array): Inflated {
  const { buffer, engine } = result as { buffer: Uint8Array; engine: { bytesWritten: number } };
  const consumed = engine.bytesWritten;
  return { kind: "bytes", bytes: buffer, consumed, complete: consumed === bytes.length };
}

/**
 * Brotli data that is cut short gives what it has, without an error. A byte put after the data tells
 * the cases apart: only a decoder that has seen the end leaves it unread.
 */
function brotli(bytes: Uint8Array, maxOutputLength: number): Inflated {
  const longer = new Uint8Array(bytes.length + 1);
  longer.set(bytes);
  const result = whole(brotliDecompressSync(longer, { info: true, maxOutputLength }), bytes);
  if (result.kind !== "bytes") return result;
  return { ...result, consumed: Math.min(result.consumed, bytes.length) };
}

/**
 * A zstd body is frames one after another, of which the function of node:zlib reads only the first, and
 * gives a frame that is cut short as far as it goes. So the frames are told apart here. Where only the
 * last one is cut short, what stood before it is given, and what could be read of it.
 */
function zstd(bytes: Uint8Array, maxOutputLength: number): Inflated {
  const outputs: Uint8Array[] = [];
  let position = 0;
  let left = maxOutputLength;
  for (let frames = 0; position < bytes.length && frames < limits.zstdFrames; frames++) {
    const rest = bytes.subarray(position);
    const frame = zstdFrameBytes(rest);
    if (frame === undefined && !startsZstd(rest)) break;
    if (frame?.skippable !== true) {
      const data = frame === undefined ? rest : rest.subarray(0, frame.length);
      const output = zstdDecompressSync(data, { maxOutputLength: Math.max(1, left) });
      left -= output.length;
      if (left < 0) return { kind: "too-large" };
      outputs.push(output);
    }
    if (frame === undefined) break;
    position += frame.length;
  }
  if (outputs.length === 0 && position === 0) return { kind: "broken" };
  const complete = position === bytes.length;
  return { kind: "bytes", bytes: Buffer.concat(outputs), consumed: position, complete };
}

function startsZstd(bytes: Uint8Array): boolean {
  return bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd;
}
