import type { Draws } from "./draws.ts";

/** One reader under fuzz. */
export interface FuzzTarget {
  readonly name: string;
  /** How many of 10,000 inputs are its. */
  readonly share: number;
  /**
   * Makes one input of the draws and holds the reader to what it promises.
   *
   * @param show called with the input, of which only its shape is ever told
   * @throws Broken, or whatever the reader should not have thrown
   */
  check(draws: Draws, show: (input: Uint8Array | string) => void): void | Promise<void>;
  /** Ends what it has opened. */
  close?(): Promise<void>;
}

/** A promise that was not kept, in words without any byte of the input. */
export class Broken extends Error {
  override readonly name = "Broken";
}

/** @throws Broken */
export function hold(holds: boolean, promise: string): asserts holds {
  if (!holds) throw new Broken(promise);
}

/** Whether two values of plain data are the same. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
