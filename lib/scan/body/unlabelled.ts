import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import type { Budget } from "./budget.ts";
import { tooLarge, tryInflate } from "./content_coding.ts";
import { gzipHeadBytes } from "./gzip_head_bytes.ts";
import type { Compression, Inflated } from "./inflate.ts";

/** Compressed data that nobody declared, undone, and where it stood. */
export type Unlabelled =
  | {
    readonly kind: "found";
    readonly streams: readonly { name: string; bytes: Uint8Array; position: number }[];
  }
  | { readonly kind: "refuse"; readonly reason: string };

/**
 * Finds gzip and zstd data anywhere in the bytes (a gRPC message has it after five bytes) and zlib
 * data at their start, by magic numbers (RFC 1952, 8878, 1950). `text` is the same bytes as latin1;
 * with `startOnly` just their start is looked at. What does not decode is no compressed data; data
 * that is cut short is given as far as it goes, since a receiver can do the same. Bombs, and more
 * starts than chance explains, are refused.
 */
export function* unlabelledStreams(
  bytes: Uint8Array,
  text: string,
  budget: Budget,
  startOnly = false,
): Steps<Unlabelled> {
  const streams: { name: string; bytes: Uint8Array; position: number }[] = [];
  let next = 0;
  let tried = 0;
  for (const start of starts(startOnly ? text.slice(0, START_BYTES) : text)) {
    if (start === undefined) {
      yield;
      continue;
    }
    const { compression, position } = start;
    if (startOnly && position > 0) break;
    if (position < next) continue;
    if (++tried > limits.bodyEmbeddedStreams || budget.decodedBytes <= 0) {
      return { kind: "refuse", reason: "too many starts of compressed data in the body" };
    }
    const result = yield* undo(compression, bytes.subarray(position), budget);
    if (result.kind === "too-large") return { kind: "refuse", reason: tooLarge(compression) };
    if (result.kind === "broken" || result.bytes.length === 0) continue;
    streams.push({ name: compression, bytes: result.bytes, position });
    next = position + result.consumed;
  }
  return { kind: "found", streams };
}

interface Start {
  readonly compression: Compression;
  readonly position: number;
}

/** The starts in order of position, and undefined after each slice of the text. */
function* starts(text: string): Generator<Start | undefined> {
  if (ZLIB_HEADS.includes(text.slice(0, 2))) yield { compression: "zlib", position: 0 };
  for (let from = 0; from < text.length; from += limits.scanStepBytes) {
    const slice = text.slice(from, from + limits.scanStepBytes + GZIP.length - 1);
    yield* startsIn(slice, from, text);
    yield undefined;
  }
}

/** The starts whose magic number, which is led by its rarest byte, stands in the slice at `from`. */
function* startsIn(slice: string, from: number, text: string): Generator<Start> {
  let gzip = slice.indexOf(GZIP);
  let zstd = slice.indexOf(ZSTD_TAIL);
  while (gzip >= 0 || zstd >= 0) {
    const gzipFirst = zstd < 0 || (gzip >= 0 && gzip < zstd);
    if (gzipFirst) {
      // Three flag bits are reserved and zero (RFC 1952 section 2.3.1.2): half of chance goes here.
      const flags = text.charCodeAt(from + gzip + 3);
      if ((flags & 0xe0) === 0) yield { compression: "gzip", position: from + gzip };
      gzip = slice.indexOf(GZIP, gzip + 1);
    } else {
      const position = from + zstd - 1;
      if (text[position] === "\x28") yield { compression: "zstd", position };
      zstd = slice.indexOf(ZSTD_TAIL, zstd + 1);
    }
  }
}

/** A gzip member is undone by its deflate data alone: a receiver may not look at length and checksum. */
function* undo(
  compression: Compression,
  bytes: Uint8Array,
  budget: Budget,
): Steps<Inflated> {
  const strict = yield* tryInflate(compression, bytes, budget);
  if (compression !== "gzip" || strict.kind !== "broken") return strict;
  const head = gzipHeadBytes(bytes);
  const result = yield* tryInflate("deflate-raw", bytes.subarray(head), budget);
  return result.kind === "bytes" ? { ...result, consumed: head + result.consumed } : result;
}

const GZIP = "\x1f\x8b\x08";
/** `28 B5 2F FD` without its first byte, which is an opening bracket and common in text. */
const ZSTD_TAIL = "\xb5\x2f\xfd";
/** More than the longest magic number with its flags. */
const START_BYTES = 8;
const ZLIB_HEADS = ["\x78\x01", "\x78\x5e", "\x78\x9c", "\x78\xda"];
