/**
 * One cell of the matrix: who fails, how, and in which phase of a request; and what an agent may see of
 * it. Whatever is not said here is a failure.
 */
export interface Cell {
  /** What the report groups by, as `upstream resets`. */
  readonly row: string;
  /** The rest of the name: the phase and the way, as `answer head, TLS`. */
  readonly phase: string;
  readonly allows: readonly Seen[];
  run(): Promise<Seen>;
}

/**
 * What an agent sees of its request. `whole`: the very answer. `refused`: a status with its reason.
 * `cut`: the connection ended or broke before the answer was whole, so that no tool takes it for that.
 * `unreached`: the phase was not reached, since the machine was too slow for clocks that run so fast.
 * Anything else is wrong and says what, without a byte of a body.
 */
export type Seen = "whole" | "refused" | "cut" | "unreached" | `wrong: ${string}`;

/** How often a cell is tried whose phase was not reached. */
export const TRIES = 4;
