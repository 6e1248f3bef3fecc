import type { Fields } from "./field.ts";
import { latin1Bytes } from "./latin1.ts";
import { safeTrailers } from "./safe_trailers.ts";
import { fieldLines } from "./write_head.ts";

/** What follows the data of every chunk. Shared: never write into it. */
export const CHUNK_END: Uint8Array = latin1Bytes("\r\n");

/**
 * The line before `size` bytes of data, for large data that is then written as it is, followed by
 * `CHUNK_END`. A size of 0 would end the body and throws a RangeError; that is what `lastChunk` is for.
 */
export function chunkPrefix(size: number): Uint8Array {
  if (!Number.isSafeInteger(size) || size < 1) {
    throw new RangeError(`Cannot write a chunk of size ${size}: must be a positive integer`);
  }
  return latin1Bytes(`${size.toString(16)}\r\n`);
}

/** One chunk (RFC 9112 section 7.1) with a copy of `data`; nothing at all for empty data. */
export function encodeChunk(data: Uint8Array): Uint8Array {
  if (data.length === 0) return new Uint8Array(0);
  const prefix = chunkPrefix(data.length);
  const chunk = new Uint8Array(prefix.length + data.length + CHUNK_END.length);
  chunk.set(prefix);
  chunk.set(data, prefix.length);
  chunk.set(CHUNK_END, prefix.length + data.length);
  return chunk;
}

/**
 * The end of a chunked body, with the trailers that RFC 9110 section 6.5.1 permits. Throws a TypeError
 * where a trailer could leave its line.
 */
export function lastChunk(trailers: Fields): Uint8Array {
  return latin1Bytes(`0\r\n${fieldLines(safeTrailers(trailers))}\r\n`);
}
