import { createRoll } from "./roll.ts";

/**
 * A clock on every connection. Setting one is a field's write and not a timer, because a busy
 * connection sets its clock several times a request; one ticker looks at all of them.
 */
export interface Clocks {
  /** A clock of its own for one connection. `expired` is called once, with the words of the last `set`. */
  watch(expired: (what: string) => void): Watch;
  /** Aborts in `ms` milliseconds; for a single wait that is rare enough for a timer of its own. */
  timeout(ms: number): AbortSignal;
  /** Is over in `ms` milliseconds, unless cancelled before; then never. */
  delay(ms: number): Delay;
  /** Stops the ticker: no clock expires any more. */
  stop(): void;
}

export interface Watch {
  /** Expires in `ms` milliseconds (up to a tick later) unless set again, cleared or ended before. */
  set(ms: number, what: string): void;
  clear(): void;
  /** Forgets the connection. */
  end(): void;
}

export interface Delay {
  readonly over: Promise<void>;
  /** Idempotent. */
  cancel(): void;
}

interface Entry {
  at: number;
  what: string;
  readonly expired: (what: string) => void;
  end(): void;
}

/**
 * @param tickMs how late a clock may be, and so how often all are looked at
 * @param speed how many times faster than the world's the clocks run: a test waits seconds, not minutes
 */
export function createClocks(tickMs: number, speed = 1): Clocks {
  const entries = createRoll<Entry>();
  let ticker: ReturnType<typeof setInterval> | undefined;

  const tick = () => {
    const now = performance.now();
    for (const entry of entries.all()) {
      if (entry.at > now) continue;
      entry.end();
      entry.expired(entry.what);
    }
    if (entries.size === 0) pause();
  };
  const pause = () => {
    clearInterval(ticker);
    ticker = undefined;
  };

  return {
    watch(expired) {
      const entry: Entry = {
        at: Infinity,
        what: "",
        expired,
        end() {
          // The ticker may be on its way to it.
          entry.at = Infinity;
          leave();
        },
      };
      const leave = entries.add(entry);
      ticker ??= setInterval(tick, tickMs);
      return {
        set(ms, what) {
          entry.at = performance.now() + ms / speed;
          entry.what = what;
        },
        clear() {
          entry.at = Infinity;
        },
        end() {
          entry.end();
          if (entries.size === 0) pause();
        },
      };
    },
    timeout: (ms) => AbortSignal.timeout(ms / speed),
    delay(ms) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, ms / speed);
      return { over: promise, cancel: () => clearTimeout(timer) };
    },
    stop: pause,
  };
}
