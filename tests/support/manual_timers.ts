import type { Timers } from "../../lib/supervise/timers.ts";

/** Time that passes only when a test says so. */
export interface ManualTimers extends Timers {
  /** Lets `ms` milliseconds pass, and what is due in them happen in its order. */
  advance(ms: number): void;
  /** Timers that are neither run nor cancelled. */
  readonly open: number;
}

export function manualTimers(): ManualTimers {
  const entries = new Set<{ readonly at: number; readonly run: () => void }>();
  let now = 0;
  return {
    now: () => now,
    after(ms, run) {
      const entry = { at: now + ms, run };
      entries.add(entry);
      return () => void entries.delete(entry);
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = [...entries].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        now = Math.max(now, next.at);
        entries.delete(next);
        next.run();
      }
      now = end;
    },
    get open() {
      return entries.size;
    },
  };
}
