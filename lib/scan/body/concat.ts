import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";

/** The bytes of several stretches one after another, copied in steps. */
export function* concat(pieces: readonly Uint8Array[]): Steps<Uint8Array> {
  const [first] = pieces;
  if (first !== undefined && pieces.length === 1) return first;
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let length = 0;
  let pause: number = limits.scanStepBytes;
  for (const piece of pieces) {
    for (let from = 0; from < piece.length; from += limits.scanStepBytes) {
      const slice = piece.subarray(from, from + limits.scanStepBytes);
      all.set(slice, length);
      length += slice.length;
      if (length < pause) continue;
      pause = length + limits.scanStepBytes;
      yield;
    }
  }
  return all;
}
