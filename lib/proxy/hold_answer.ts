import { limits } from "../limits.ts";
import { concat } from "./body.ts";
import type { Clocks, Delay } from "./clocks.ts";
import type { Share } from "./held_bodies.ts";
import type { TimedBody } from "./timed_body.ts";

/** A body that is whole in memory, or the beginning of one that is not. */
export type HeldAnswer =
  | { readonly kind: "whole"; readonly bytes: Uint8Array }
  | {
    readonly kind: "begun";
    readonly first: readonly Uint8Array[];
    /** Whether it was held as long as may be. */
    readonly isLate: boolean;
  };

/**
 * Reads an answer until it is whole, `limits.heldAnswerBytes` are there, time is up, or no memory is left
 * for it.
 *
 * @param goesOn says of the first slice whether the body is to be held at all
 */
export async function holdAnswer(
  body: TimedBody,
  goesOn: (first: Uint8Array) => boolean,
  share: Share,
  clocks: Pick<Clocks, "delay">,
): Promise<HeldAnswer> {
  let slices: Uint8Array[] = [];
  let size = 0;
  // Mostly everything is there already.
  let delay: Delay | undefined;
  let isLate = false;
  try {
    while (size < limits.heldAnswerBytes) {
      const slice = body.ready
        ? await body.read()
        : await body.readBy((delay ??= clocks.delay(limits.heldAnswerMs)).over);
      if (slice === null) return { kind: "whole", bytes: concat(slices) };
      isLate = slice === "late";
      if (slice === "late") break;
      const isFirst = size === 0;
      slices.push(slice);
      size += slice.length;
      if (!share.take(slice.length) || isFirst && !goesOn(slice)) break;
      // A peer may send it byte by byte, and a slice takes some 200 bytes beside its own.
      if (slices.length >= limits.heldSlices) slices = [concat(slices)];
    }
    return { kind: "begun", first: slices, isLate };
  } finally {
    delay?.cancel();
  }
}
