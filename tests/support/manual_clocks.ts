import type { Clocks } from "../../lib/proxy/clocks.ts";

/** Clocks that go on only when a test says so. */
export interface ManualClocks extends Clocks {
  /** Lets `ms` milliseconds pass and ends what expires in them. */
  advance(ms: number): void;
  /** Watches that were neither ended nor expired. */
  readonly open: number;
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
  let now = 0;
  return {
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
    },
    get open() {
      return entries.size;
    },
    get running() {
      return [...entries].filter(({ at }) => at !== Infinity).map(({ what }) => what);
    },
  };
}
