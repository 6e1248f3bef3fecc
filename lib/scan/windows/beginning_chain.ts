/** How many of the last places of a chain are tried, beside the first. */
const LAST_TRIED = 8;

/**
 * Beginnings that overlap themselves: in a long row of `A` the literal `AAAA` stands at every place. A
 * token begins at the first of them (nothing like it before) or at one of the last (what is its own
 * follows), so those are tried and the ones between are not.
 */
export interface BeginningChain<Key> {
  /** A literal of `length` characters stands at `start`; called in order of `start` for each key. */
  add(key: Key, start: number, length: number): void;
  /** Tries what waits; the text has ended. */
  close(): void;
}

/** @param attempt called for every place that is tried, in order for each key */
export function beginningChain<Key>(
  attempt: (key: Key, start: number) => void,
): BeginningChain<Key> {
  const chains = new Map<Key, { last: number; waiting: number[] }>();

  function release(key: Key, waiting: number[]): void {
    for (const start of waiting) attempt(key, start);
    waiting.length = 0;
  }

  return {
    add(key, start, length) {
      const chain = chains.get(key);
      if (chain !== undefined && start < chain.last + length) {
        chain.last = start;
        chain.waiting.push(start);
        if (chain.waiting.length > LAST_TRIED) chain.waiting.shift();
        return;
      }
      if (chain === undefined) chains.set(key, { last: start, waiting: [] });
      else {
        release(key, chain.waiting);
        chain.last = start;
      }
      attempt(key, start);
    },
    close() {
      for (const [key, { waiting }] of chains) release(key, waiting);
    },
  };
}
