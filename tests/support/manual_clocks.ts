import type { Clocks } from "../../lib/proxy/clocks.ts";

/** Clocks that go on only when a test says so. */
export interface ManualClocks extends Clocks {
  /** Lets `ms` milliseconds pass and ends what expires in them. */
  advance(ms: number): void;
  /** Watches that were neither ended nor expired. */
  readonly open: number;
  /** From now on delays are over when a test says so; before, as soon as nothing else is to be done. */
  holdDelays(): void;
  /** Held delays that are neither over nor cancelled. */
  readonly delays: number;
  /** Waits until somebody waits for a held delay with nothing else to do, and lets its time pass. */
  passDelay(): Promise<void>;
  /** The words of all clocks that run, in the order of their watches. */
  readonly running: readonly string[];
}

interface Entry {
  at: number;
  what: string;
  readonly expired: (what: string) => void;
}

export function manualClocks(): ManualClocks {
  const entries = new Set<Entry>();
  const timeouts = new Set<{ readonly at: number; readonly controller: AbortController }>();
  const delays = new Set<{ readonly at: number; readonly resolve: () => void }>();
  let holdsDelays = false;
  let now = 0;
  const clocks: ManualClocks = {
    watch(expired) {
      const entry: Entry = { at: Infinity, what: "", expired };
      entries.add(entry);
      return {
        set(ms, what) {
          entry.at = now + ms;
          entry.what = what;
        },
        clear() {
          entry.at = Infinity;
        },
        end() {
          entries.delete(entry);
        },
      };
    },
    timeout(ms) {
      const controller = new AbortController();
      timeouts.add({ at: now + ms, controller });
      return controller.signal;
    },
    delay(ms) {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (!holdsDelays) {
        const timer = setTimeout(resolve, 0);
        return { over: promise, cancel: () => clearTimeout(timer) };
      }
      const delay = { at: now + ms, resolve };
      delays.add(delay);
      return { over: promise, cancel: () => delays.delete(delay) };
    },
    stop() {},
    advance(ms) {
      now += ms;
      for (const entry of [...entries]) {
        if (entry.at > now) continue;
        entries.delete(entry);
        entry.expired(entry.what);
      }
      for (const timeout of [...timeouts]) {
        if (timeout.at > now) continue;
        timeouts.delete(timeout);
        timeout.controller.abort(new DOMException("timed out", "TimeoutError"));
      }
      for (const delay of [...delays]) {
        if (delay.at > now) continue;
        delays.delete(delay);
        delay.resolve();
      }
    },
    get open() {
      return entries.size;
    },
    holdDelays() {
      holdsDelays = true;
    },
    get delays() {
      return delays.size;
    },
    async passDelay() {
      do await new Promise((resolve) => setTimeout(resolve, 0)); while (delays.size === 0);
      clocks.advance(Math.max(...[...delays].map(({ at }) => at)) - now);
    },
    get running() {
      return [...entries].filter(({ at }) => at !== Infinity).map(({ what }) => what);
    },
  };
  return clocks;
}
