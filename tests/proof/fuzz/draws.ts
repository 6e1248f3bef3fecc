import { seededRandom } from "../../support/wire_bytes.ts";

/**
 * The choices of which one input is made. They are kept, so that an input that fails is made again from
 * fewer and smaller ones: whoever draws lets 0 stand for the simplest choice.
 */
export interface Draws {
  /** A whole number from 0 up to but not including the bound. */
  below(bound: number): number;
  pick<T>(from: readonly T[]): T;
  /** True in one of so many cases. */
  oneIn(count: number): boolean;
  bytes(length: number): Uint8Array;
  /** What was drawn so far, each a whole number below 2^32. */
  readonly taken: readonly number[];
}

export function drawsOf(seed: number): Draws {
  const random = seededRandom(seed);
  return draws(() => random(2 ** 32));
}

/** The same choices again; what is drawn beyond them is 0. */
export function drawsFrom(numbers: readonly number[]): Draws {
  let at = 0;
  return draws(() => numbers[at++] ?? 0);
}

function draws(next: () => number): Draws {
  const taken: number[] = [];
  const below = (bound: number): number => {
    const number = next();
    taken.push(number);
    return number % bound;
  };
  return {
    below,
    pick(from) {
      if (from.length === 0) throw new RangeError("Cannot pick as the list must not be empty");
      return from[below(from.length)] as (typeof from)[number];
    },
    // The simplest choice is that nothing special happens.
    oneIn: (count) => below(count) === count - 1,
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
    taken,
  };
}
