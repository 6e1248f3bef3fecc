import type { Steps } from "../steps.ts";

/**
 * Runs steps to their end without a pause: for texts that are bounded to less than a step, such as a
 * query. Steps that have to wait for something cannot be run so, and throw.
 */
export function atOnce<T>(steps: Steps<T>): T {
  while (true) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (step.value !== undefined) throw new Error("Cannot run steps at once that wait");
  }
}
