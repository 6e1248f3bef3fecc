/** The passing of time as waits know it: it never jumps when somebody sets the clock. */
export interface Timers {
  /** Milliseconds since some moment. */
  now(): number;
  /**
   * Calls `run` once, in `ms` milliseconds.
   *
   * @returns what prevents that; idempotent
   */
  after(ms: number, run: () => void): () => void;
}

export const platformTimers: Timers = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
