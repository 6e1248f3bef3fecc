import type { ByteSink } from "./byte_sink.ts";
import { findRuns } from "./find_runs.ts";

/** Shorter stretches of text inside decoded bytes are chance. */
export const LEAST_STRETCH = 12;

/**
 * Adds to the sink the stretches of `decoded` that are text (`classes` is not 0) and long enough to
 * hold a credential. What is no text was not encoded text: an image, a signature, an embedding.
 */
export function plainStretches(decoded: Uint8Array, classes: Uint8Array, sink: ByteSink): void {
  const { length } = decoded;
  findRuns(decoded, 0, length, length, LEAST_STRETCH, classes, (start, end) => {
    const before = sink.length;
    sink.addAll(decoded.subarray(start, end));
    if (sink.isVariedFrom(before)) sink.endStretch();
    else sink.cut(before);
  });
}
