import type { Timers } from "../supervise/timers.ts";

/** Work that is done beside traffic and never in its way. */
export interface Later<T> {
  /** Takes note; what finds no room is lost and counted. Never throws. */
  add(thing: T): void;
  /** Works off all that waits by now. Never rejects. */
  flush(): Promise<void>;
  /** How many were lost since the start. */
  readonly lost: number;
}

export interface LaterOptions<T> {
  readonly most: number;
  readonly everyMs: number;
  readonly timers: Timers;
  /** What the work needs, each time; where it fails, the things are lost. */
  readonly ready?: () => Promise<unknown>;
  /** Is given what waits, in its order, and never runs twice at a time. What it throws is dropped. */
  readonly work: (things: readonly T[]) => Promise<void>;
}

/** Collects things and works them off together, `everyMs` after the first of them. */
export function createLater<T>({ most, everyMs, timers, ready, work }: LaterOptions<T>): Later<T> {
  let waiting: T[] = [];
  let lost = 0;
  let cancel: (() => void) | undefined;
  let last: Promise<void> = Promise.resolve();

  const take = async () => {
    const things = waiting;
    waiting = [];
    if (things.length === 0) return;
    try {
      await ready?.();
    } catch {
      lost += things.length;
      return;
    }
    // Whoever looks on must not fail anything.
    await work(things).catch(() => {});
  };
  const flush = () => {
    cancel?.();
    cancel = undefined;
    return last = last.then(take);
  };

  return {
    add(thing) {
      if (waiting.length >= most) {
        lost++;
        return;
      }
      waiting.push(thing);
      cancel ??= timers.after(everyMs, () => void flush());
    },
    flush,
    get lost() {
      return lost;
    },
  };
}
