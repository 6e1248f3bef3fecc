import type { Job, Result } from "./job.ts";
import { quantile } from "./statistics.ts";
import { processorMs } from "./usage.ts";

/** Collects what a job reached. */
export interface Tally {
  /** Whether another request should begin. */
  more(): boolean;
  /** A request that began at `start` (of `performance.now()`) is answered. */
  answered(start: number): void;
  /** So many events have come, which are not timed one by one. */
  counted(count: number): void;
  /** Bytes of an answer have come. */
  received(count: number): void;
  result(): Result;
}

/** A slow peer gets more time, until so many were answered: a rate of one or two would say nothing. */
const LEAST = 4;
/** At most. */
const LONGEST_MS = 15_000;

/**
 * Begins now: with a short warming up, which is left out, then `seconds` that count. What ends in that
 * time counts, whenever it began.
 *
 * @param now in milliseconds
 */
export function createTally(
  { seconds, pid }: Pick<Job, "seconds" | "pid">,
  now: () => number = () => performance.now(),
): Tally {
  const from = now() + Math.min(300, seconds * 200);
  const until = from + seconds * 1000;
  const latest = Math.max(until, from + LONGEST_MS);
  const processorBefore = pid === null ? undefined : processorMs(pid);
  const times: number[] = [];
  let counted = 0;
  let bytes = 0;
  /** All of them, those of the warming up included, for the processor's time. */
  let all = 0;
  let end: number | undefined;

  /** Whether what ends at this moment still counts. */
  const counts = (at: number) =>
    at >= from && end === undefined && (at <= until || (counted < LEAST && at <= latest));
  const count = (at: number, more: number) => {
    counted += more;
    if (at > until && counted >= LEAST) end = at;
  };

  return {
    more: () => now() < until || (counted < LEAST && now() < latest),
    answered(start: number) {
      all += 1;
      const at = now();
      if (!counts(at)) return;
      times.push(at - start);
      count(at, 1);
    },
    counted(more: number) {
      all += more;
      const at = now();
      if (counts(at)) count(at, more);
    },
    received(more: number) {
      if (counts(now())) bytes += more;
    },
    result(): Result {
      const after = pid === null ? undefined : processorMs(pid);
      const spentMs = (end ?? (counted < LEAST ? Math.max(until, now()) : until)) - from;
      return {
        ok: true,
        perSecond: counted * 1000 / spentMs,
        bytesPerSecond: bytes * 1000 / spentMs,
        p50Ms: quantile(times, 0.5),
        p99Ms: quantile(times, 0.99),
        processorUs: processorBefore === undefined || after === undefined || all === 0
          ? null
          : (after - processorBefore) * 1000 / all,
      };
    },
  };
}
