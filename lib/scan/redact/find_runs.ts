import { limits } from "../../limits.ts";
import type { Span } from "../context.ts";

/**
 * The longest stretches of bytes of an alphabet (1 in the table) that have at least `shortest` of them,
 * and undefined after each stretch of work. Of ordinary text only every so many bytes are looked at.
 */
export function* findRuns(
  bytes: Uint8Array,
  alphabet: Uint8Array,
  shortest: number,
): Generator<Span | undefined, void, void> {
  for (let at = 0; at + shortest <= bytes.length;) {
    const to = at + limits.scanStepBytes;
    while (at < to) {
      at = runBefore(bytes, alphabet, shortest, at, to);
      if (at >= to || at + shortest > bytes.length) break;
      let end = at + shortest;
      for (let within = true; within;) {
        const most = Math.min(bytes.length, end + limits.scanStepBytes);
        while (end < most && alphabet[bytes[end] ?? 0] === 1) end++;
        within = end === most && most < bytes.length;
        if (within) yield undefined;
      }
      yield { start: at, end };
      at = end + 1;
    }
    yield undefined;
  }
}

/** Where a run begins, at `from` or behind and before `to`, else a place at or behind `to`. No run goes on at `from`. */
function runBefore(
  bytes: Uint8Array,
  alphabet: Uint8Array,
  shortest: number,
  from: number,
  to: number,
): number {
  let start = from;
  while (start < to && start + shortest <= bytes.length) {
    let i = start + shortest - 1;
    while (i >= start && alphabet[bytes[i] ?? 0] === 1) i--;
    if (i < start) return start;
    start = i + 1;
  }
  return Math.max(start, to);
}
