import type { Compression } from "./decoder.ts";
import { Halt } from "./halt.ts";
import type { Stage } from "./stage.ts";
import { type Undone, undone } from "./undone.ts";
import type { Work } from "./work.ts";

/** Senders write both zlib data and bare deflate data under the name deflate (RFC 9110 section 8.4.1.2). */
const COMPRESSIONS: ReadonlyMap<string, readonly Compression[]> = new Map([
  ["gzip", ["gzip"]],
  ["x-gzip", ["gzip"]],
  ["deflate", ["zlib", "deflate-raw"]],
  ["br", ["br"]],
  ["zstd", ["zstd"]],
]);

/** Whether a content coding, in lower case, can be undone as it streams. */
export function isKnownCoding(coding: string): boolean {
  return COMPRESSIONS.has(coding);
}

/**
 * Undoes one declared content coding. Where it stands for two formats both are undone for as long as the
 * data can be read as either. Data that is neither, that is cut short or that something follows is
 * refused; or passes, if what cannot be judged may.
 *
 * @param reader makes what reads the coding's text, once for each format
 */
export function declaredCoding(coding: string, reader: () => Stage, work: Work): Stage {
  const compressions = COMPRESSIONS.get(coding);
  if (compressions === undefined) throw new Error(`Cannot undo the content coding ${coding}`);
  let readings: readonly Undone[] = compressions.map((compression) =>
    undone(compression, coding, reader(), work)
  );
  let isEmpty = true;

  function keep(kept: readonly Undone[]): void {
    readings = kept;
    if (kept.length > 0 || work.unreadable === "pass") return;
    throw new Halt(`body does not decode as its declared content coding ${coding}`);
  }

  return {
    async push(bytes) {
      if (bytes.length === 0) return;
      isEmpty = false;
      const open: Undone[] = [];
      for (const reading of readings) {
        const state = await reading.push(bytes);
        if (state === "open") open.push(reading);
        // The receiver may have read as far as this.
        else if (state === "broken" && work.unreadable === "pass") await reading.judgeRest();
      }
      keep(open);
    },
    async end() {
      const whole: Undone[] = [];
      for (const reading of readings) if (await reading.end() || isEmpty) whole.push(reading);
      keep(whole);
      readings = [];
    },
    // Infinity where none is left: what broke was read as far as it went.
    cleared: () => Math.min(...readings.map((reading) => reading.cleared())),
  };
}
