import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";

/**
 * The length of the zstd frame that begins the bytes (RFC 8878 section 3.1), told from its heads alone
 * without decoding. `skippable` frames hold nothing that decodes. Undefined where no frame begins, or
 * where it is cut short or malformed.
 */
export function* zstdFrameBytes(
  bytes: Uint8Array,
): Steps<{ readonly length: number; readonly skippable: boolean } | undefined> {
  if (bytes.length < 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(0, true);
  if (magic >>> 4 === SKIPPABLE_MAGIC >>> 4) {
    const length = 8 + view.getUint32(4, true);
    return length <= bytes.length ? { length, skippable: true } : undefined;
  }
  if (magic !== MAGIC) return undefined;

  const descriptor = view.getUint8(4);
  const singleSegment = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >> 6;
  const windowBytes = singleSegment ? 0 : 1;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const sizeBytes = sizeFlag === 0 ? (singleSegment ? 1 : 0) : 1 << sizeFlag;
  let at = 5 + windowBytes + dictionaryBytes + sizeBytes;
  // A block may be empty, so their number is not bounded by what they hold.
  for (let blocks = 1; at + 3 <= bytes.length; blocks++) {
    if (blocks % limits.zstdStepBlocks === 0) yield;
    const head = view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
    const type = (head >> 1) & 3;
    if (type === RESERVED) return undefined;
    at += 3 + (type === REPEATED ? 1 : head >> 3);
    if ((head & 1) === 0) continue;
    const length = at + ((descriptor & 4) !== 0 ? 4 : 0);
    return length <= bytes.length ? { length, skippable: false } : undefined;
  }
  return undefined;
}

const MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a50;
/** Block types: one byte repeated, and one that must not stand. */
const REPEATED = 1;
const RESERVED = 3;
