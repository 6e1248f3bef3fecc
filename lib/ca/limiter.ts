/** Runs the work now or, while too much runs, in turn. Rejects if too much waits already. */
export type Limiter = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * @param atOnce works that run at the same time
 * @param queued works that wait for their turn; one more is refused with an Error
 */
export function createLimiter(atOnce: number, queued: number): Limiter {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= queued) throw new Error(`more than ${queued} wait already`);
      // Whoever ends hands its place on, so `running` stays as it is.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running++;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
