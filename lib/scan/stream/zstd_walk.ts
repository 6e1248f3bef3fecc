import { limits } from "../../limits.ts";

/**
 * A stretch of zstd data: `skipped` ones decode to nothing and need not be decoded. `ended`: what follows
 * a whole frame is no zstd data.
 */
export interface ZstdSpan {
  /** How many of the bytes it takes. */
  readonly length: number;
  readonly kind: "magic" | "data" | "skipped" | "ended" | "broken";
}

/** Follows the heads of zstd data (RFC 8878 section 3.1) that comes piece by piece. */
export interface ZstdWalk {
  /**
   * The next stretch: up to where a frame begins or ends, or to the end of the bytes; and no further than
   * so that whatever the decoder still holds and all of it give `limits.zstdBlockBytes` at most.
   */
  next(bytes: Uint8Array): ZstdSpan;
  /** Bytes that are in no block, or in one that is whole. */
  settled(): number;
  /** Whether a frame has just ended, so that the data may. */
  isBetweenFrames(): boolean;
}

type Part = "magic" | "descriptor" | "head" | "block head" | "block" | "checksum" | SkippedPart;
type SkippedPart = "skip length" | "skip";

export function zstdWalk(): ZstdWalk {
  let part: Part = "magic";
  /** Bytes that the part still lacks, and the number that those of it are, little-endian. */
  let left = 4;
  let value = 0;
  let factor = 1;
  let at = 0;
  let settled = 0;
  let frames = 0;
  let hasChecksum = false;
  let isLast = false;
  /** What the block under way gives at most. */
  let blockGives = 0;

  function begin(next: Part, length: number): void {
    part = next;
    left = length;
    value = 0;
    factor = 1;
  }

  /** A part is whole: begins the next one. False if there is none in zstd. */
  function follow(): boolean {
    switch (part) {
      case "magic":
        if (value === MAGIC) begin("descriptor", 1);
        else if (value >= SKIPPED && value < SKIPPED + 16) begin("skip length", 4);
        else return false;
        return true;
      case "descriptor":
        hasChecksum = (value & 4) !== 0;
        begin("head", headBytes(value));
        return true;
      case "head":
        begin("block head", 3);
        return true;
      case "block head": {
        const type = (value >> 1) & 3;
        isLast = (value & 1) !== 0;
        // Of a compressed block the size says nothing of what it gives.
        blockGives = type === COMPRESSED ? limits.zstdBlockBytes : value >> 3;
        begin("block", type === REPEATED ? 1 : value >> 3);
        return type !== RESERVED;
      }
      case "block":
        if (!isLast) begin("block head", 3);
        else if (hasChecksum) begin("checksum", 4);
        else endFrame();
        return true;
      case "skip length":
        begin("skip", value);
        return true;
      case "checksum":
      case "skip":
        endFrame();
        return true;
    }
  }

  function endFrame(): void {
    frames++;
    begin("magic", 4);
  }

  function take(bytes: Uint8Array, from: number): number {
    const taken = Math.min(left, bytes.length - from);
    if (NUMBERS.has(part)) {
      for (let i = from; i < from + taken; i++) {
        value += (bytes[i] ?? 0) * factor;
        factor *= 256;
      }
    }
    left -= taken;
    at += taken;
    if (part !== "block" && part !== "block head") settled = at;
    return from + taken;
  }

  return {
    next(bytes) {
      const kind = kindOf(part);
      let i = 0;
      // What the block that is under way and all that follow it in this stretch give at most.
      let gives = part === "block" ? blockGives : 0;
      while (i < bytes.length || left === 0) {
        i = take(bytes, i);
        if (left > 0) break;
        if (part === "block") settled = at;
        const wasBlockHead = part === "block head";
        if (!follow()) {
          return { length: i, kind: frames > 0 && kind === "magic" ? "ended" : "broken" };
        }
        if (kindOf(part) !== kind) break;
        if (!wasBlockHead) continue;
        const before = gives;
        gives += blockGives;
        // A stretch is never empty, so a block that has no bytes stays with its head.
        if (before > 0 && gives > limits.zstdBlockBytes && left > 0) break;
      }
      return { length: i, kind };
    },
    settled: () => settled,
    isBetweenFrames: () => part === "magic" && left === 4 && frames > 0,
  };
}

function kindOf(part: Part): "magic" | "data" | "skipped" {
  if (part === "magic") return "magic";
  return part === "skip" || part === "skip length" ? "skipped" : "data";
}

/** The rest of a frame's head: window, dictionary and content size, each of which may be missing. */
function headBytes(descriptor: number): number {
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >> 6;
  const sizeBytes = sizeFlag === 0 ? (isSingleSegment ? 1 : 0) : 1 << sizeFlag;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  return (isSingleSegment ? 0 : 1) + dictionaryBytes + sizeBytes;
}

const NUMBERS: ReadonlySet<Part> = new Set(["magic", "descriptor", "block head", "skip length"]);
const MAGIC = 0xfd2fb528;
const SKIPPED = 0x184d2a50;
/** Block types: one byte repeated, a compressed one, and one that must not stand. */
const REPEATED = 1;
const COMPRESSED = 2;
const RESERVED = 3;
