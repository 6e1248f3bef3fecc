/** The newest things of a kind, by their number. */
export interface Ring<T> {
  /** Numbers must rise by one. */
  add(thing: T): void;
  /** Undefined for one that was overwritten or never there. */
  get(id: number): T | undefined;
  /** The newest first, from the one before `before` on; things that are added meanwhile do no harm. */
  newest(before?: number): Generator<T, void, void>;
  readonly size: number;
}

/** Keeps the last `most` things in one array that never grows. */
export function createRing<T extends { readonly id: number }>(most: number): Ring<T> {
  const slots: T[] = [];
  let last = 0;
  const get = (id: number) => {
    const thing = slots[id % most];
    return thing?.id === id ? thing : undefined;
  };
  return {
    add(thing) {
      slots[thing.id % most] = thing;
      last = thing.id;
    },
    get,
    *newest(before = Infinity) {
      for (let id = Math.min(last, before - 1);; id--) {
        const thing = get(id);
        if (thing === undefined) return;
        yield thing;
      }
    },
    get size() {
      return Math.min(last, most);
    },
  };
}
