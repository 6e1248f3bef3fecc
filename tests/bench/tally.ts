import type { Job, Result } from "./job.ts";

/** Collects what requests took. */
export interface Tally {
  /** Whether another request should begin. */
  more(): boolean;
  /** A request that began at `start` (of `performance.now()`) is answered. */
  answered(start: number): void;
  /** Bytes of an answer have come. */
  received(count: number): void;
  result(): Result;
}

/** Begins now: with a short warming up, which is left out, then `seconds` that count. */
export function createTally({ seconds }: Pick<Job, "seconds">): Tally {
  const began = performance.now();
  const from = began + Math.min(300, seconds * 200);
  const until = from + seconds * 1000;
  const times: number[] = [];
  let answers = 0;
  let bytes = 0;
  return {
    more: () => performance.now() < until,
    answered(start: number) {
      answers += 1;
      const now = performance.now();
      if (start >= from && now <= until) times.push(now - start);
    },
    received(count: number) {
      const now = performance.now();
      if (now >= from && now <= until) bytes += count;
    },
    result(): Result {
      times.sort((a, b) => a - b);
      const at = (share: number) => times[Math.floor(times.length * share)] ?? null;
      return {
        ok: true,
        answers,
        requestsPerSecond: times.length / seconds,
        bytesPerSecond: bytes / seconds,
        p50Ms: at(0.5),
        p99Ms: at(0.99),
      };
    },
  };
}
