import type { Compression } from "./decoder.ts";
import { Halt } from "./halt.ts";
import type { Stage } from "./stage.ts";
import { type Undone, undone } from "./undone.ts";
import type { Unreadable, Work } from "./work.ts";

/** Senders write both zlib data and bare deflate data under the name deflate (RFC 9110 section 8.4.1.2). */
const COMPRESSIONS: ReadonlyMap<string, readonly Compression[]> = new Map([
  ["gzip", ["gzip"]],
  ["x-gzip", ["gzip"]],
  ["deflate", ["zlib", "deflate-raw"]],
  ["br", ["br"]],
  ["zstd", ["zstd"]],
]);

/**
 * What clients undo beside these, told by the data's first byte: curl and axios read zlib data that is said to be
 * gzip, axios takes `compress` for either, and node-fetch knows `x-deflate`.
 */
const RECEIVED: ReadonlyMap<string, (first: number) => readonly Compression[]> = new Map([
  ["gzip", gzipOrZlib],
  ["x-gzip", gzipOrZlib],
  ["compress", gzipOrZlib],
  ["x-compress", gzipOrZlib],
  ["x-deflate", () => ["zlib", "deflate-raw"]],
]);

function gzipOrZlib(first: number): readonly Compression[] {
  return first === GZIP_FIRST ? ["gzip"] : ["zlib"];
}

const GZIP_FIRST = 0x1f;

/** Whether a content coding, in lower case, can be undone as it streams; with `pass`, by some receiver. */
export function isKnownCoding(coding: string, unreadable: Unreadable): boolean {
  return COMPRESSIONS.has(coding) || (unreadable === "pass" && RECEIVED.has(coding));
}

function compressionsOf(coding: string, first: number, unreadable: Unreadable) {
  const received = unreadable === "pass" ? RECEIVED.get(coding)?.(first) : undefined;
  const compressions = received ?? COMPRESSIONS.get(coding);
  if (compressions === undefined) throw new Error(`Cannot undo the content coding ${coding}`);
  return compressions;
}

/**
 * Undoes one declared content coding. Where it stands for two formats both are undone for as long as the
 * data can be read as either. Data that is neither, that is cut short or that something follows is
 * refused; or passes, if what cannot be judged may. What begins as such a format and breaks is refused
 * always: a receiver takes what stands before the fault, or behind a wrong checksum, and the platform's
 * decoder keeps it to itself.
 *
 * @param reader makes what reads the coding's text, once for each format
 */
export function declaredCoding(coding: string, reader: () => Stage, work: Work): Stage {
  /** Undefined before the first byte. */
  let readings: readonly Reading[] | undefined;
  const head: number[] = [];

  function begin(first: number): readonly Reading[] {
    return compressionsOf(coding, first, work.unreadable).map((compression) => ({
      ...undone(compression, coding, reader(), work),
      compression,
    }));
  }

  function keep(kept: readonly Reading[]): void {
    readings = kept;
    if (kept.length === 0 && work.unreadable === "refuse") throw new Halt(broken(coding));
  }

  return {
    async push(bytes) {
      if (bytes.length === 0) return;
      readings ??= begin(bytes[0] ?? 0);
      for (const byte of bytes.subarray(0, HEAD_BYTES - head.length)) head.push(byte);
      const open: Reading[] = [];
      for (const reading of readings) {
        const state = await reading.push(bytes);
        if (state === "open") open.push(reading);
        else if (state === "broken" && work.unreadable === "pass") {
          // The receiver may have read as far as this.
          await reading.judgeRest();
          if (beginsAs(reading.compression, head)) throw new Halt(broken(coding));
        }
      }
      keep(open);
    },
    async end() {
      const isEmpty = readings === undefined;
      const whole: Reading[] = [];
      for (const reading of readings ?? begin(0)) {
        if (await reading.end() || isEmpty) whole.push(reading);
      }
      keep(whole);
      readings = [];
    },
    // Infinity where none is left: what broke was read as far as it went.
    cleared: () =>
      readings === undefined ? 0 : Math.min(...readings.map((reading) => reading.cleared())),
  };
}

interface Reading extends Undone {
  readonly compression: Compression;
}

function broken(coding: string): string {
  return `body does not decode as its declared content coding ${coding}`;
}

const HEAD_BYTES = 4;

/** Whether data begins with what a format begins with (RFC 1952, 1950 and 8878). The others have no such sign. */
function beginsAs(compression: Compression, [a = 0, b = 0, c = 0, d = 0]: readonly number[]) {
  switch (compression) {
    case "gzip":
      return a === GZIP_FIRST && b === 0x8b;
    case "zlib":
      return (a & 0x8f) === 8 && (a * 256 + b) % 31 === 0;
    case "zstd":
      return a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd;
    default:
      return false;
  }
}
