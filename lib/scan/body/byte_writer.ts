import type { Steps } from "../steps.ts";
import type { Text } from "../text_scan.ts";
import { concat } from "./concat.ts";
import { latin1 } from "./latin1.ts";

/**
 * Bytes written one after another into a buffer that has room for them. Building a text from hundreds of
 * thousands of short strings takes ten times as long, and an agent chooses how many there are.
 */
export interface ByteWriter {
  bytes: Uint8Array;
  length: number;
}

/** An empty writer with room for so many bytes; what is written beyond them is lost. */
export function byteWriter(capacity: number): ByteWriter {
  return { bytes: new Uint8Array(capacity), length: 0 };
}

/** Sees to it that so many bytes more can be written. */
export function makeRoom(writer: ByteWriter, more: number): void {
  const needed = writer.length + more;
  if (needed <= writer.bytes.length) return;
  const larger = new Uint8Array(Math.max(needed, 2 * writer.bytes.length));
  larger.set(writer.bytes.subarray(0, writer.length));
  writer.bytes = larger;
}

/** Writes a stretch of other bytes. Most are short, for which a loop beats a view and `set`. */
export function writeBytes(
  writer: ByteWriter,
  from: Uint8Array,
  start: number,
  end: number,
): void {
  const { bytes } = writer;
  let length = writer.length;
  for (let i = start; i < end; i++) bytes[length++] = from[i] ?? 0;
  writer.length = length;
}

/** Writes one byte. */
export function writeByte(writer: ByteWriter, byte: number): void {
  writer.bytes[writer.length++] = byte;
}

/** What was written. The writer must not be used any more. */
export function written(writer: ByteWriter): Text {
  const bytes = writer.bytes.subarray(0, writer.length);
  return { text: latin1(bytes), bytes };
}

/** What several writers hold, each on lines of its own, as one text. */
export function* writtenLines(writers: readonly ByteWriter[]): Steps<Text> {
  const lineEnd = Uint8Array.of(0x0a);
  const pieces = writers.flatMap(({ bytes, length }) => [lineEnd, bytes.subarray(0, length)]);
  const all = yield* concat(pieces.slice(1));
  return { text: latin1(all), bytes: all };
}
