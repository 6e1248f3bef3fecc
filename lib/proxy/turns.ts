import { setImmediate } from "node:timers";
import { limits } from "../limits.ts";

/** Work in slices: called between two steps, it waits for others now and then. */
export type Turn = () => void | Promise<void>;

/** Long work takes turns with everything else on the event loop, and with other long work. */
export interface Turns {
  /** For one piece of work, which begins now. */
  begin(): Turn;
}

/**
 * Whoever has worked for `limits.turnMs` waits until the event loop came round, and until those that wait
 * longer had their slice: one slice for each round, however many work.
 */
export function createTurns(): Turns {
  const waiting: (() => void)[] = [];
  let rounds = false;

  function nextRound(): void {
    setImmediate(() => {
      waiting.shift()?.();
      rounds = waiting.length > 0;
      if (rounds) nextRound();
    });
  }

  return {
    begin() {
      let since = performance.now();
      return () => {
        if (performance.now() - since < limits.turnMs) return;
        return new Promise<void>((resolve) => {
          waiting.push(() => {
            since = performance.now();
            resolve();
          });
          if (!rounds) nextRound();
          rounds = true;
        });
      };
    },
  };
}
