import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from "node:zlib";
import type { Compression, Inflated } from "./inflate.ts";

/**
 * Undoes one compression in one call, giving at most `maxBytes`: for data so short that this takes no
 * longer than a step. Of zstd data the first frame is read. See `inflate` for `partial`.
 */
export function inflateAtOnce(
  compression: Compression,
  bytes: Uint8Array,
  maxBytes: number,
  partial: boolean,
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
        return whole(brotliDecompressSync(bytes, { ...options, finishFlush: undefined }), bytes);
      case "zstd":
        return whole(zstdDecompressSync(bytes, { ...options, finishFlush: undefined }), bytes);
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
