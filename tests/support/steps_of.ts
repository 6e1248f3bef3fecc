import type { Steps } from "../../lib/scan/steps.ts";

/** What steps that wait for nothing give, and in how many pauses. */
export function stepsOf<T>(steps: Steps<T>): { readonly result: T; readonly count: number } {
  for (let count = 0;; count++) {
    const step = steps.next();
    if (step.done === true) return { result: step.value, count };
    if (step.value !== undefined) throw new Error("Cannot count steps that wait");
  }
}
