import { runEnd } from "./run_end.ts";

/**
 * Finds the runs of at least `least` bytes whose class is not 0 and that begin in `[from, to)`; a run may
 * end beyond `to`, but not beyond `limit`. Looks at one byte in `least` where there is none: the
 * last byte that a run would need is tried first, as Boyer and Moore do with words.
 *
 * Returns where to go on: `to`, or the end of a run that reaches beyond it.
 */
export function findRuns(
  bytes: Uint8Array,
  from: number,
  to: number,
  limit: number,
  least: number,
  classes: Uint8Array,
  onRun: (start: number, end: number) => void,
): number {
  let start = from;
  while (start < to && start + least <= limit) {
    let i = start + least - 1;
    while (i >= start && classes[bytes[i] as number] !== 0) i--;
    if (i >= start) {
      start = i + 1;
      continue;
    }
    const end = runEnd(bytes, start + least, limit, classes);
    onRun(start, end);
    start = end + 1;
  }
  return Math.max(to, Math.min(start, limit));
}
