import type { ByteSink } from "./byte_sink.ts";

/** Shorter stretches of text inside decoded bytes are chance. */
const LEAST_BYTES = 12;

/**
 * Adds to the sink the stretches of `decoded` that are text (`classes` is not 0) and long enough to
 * hold a credential. What is no text was not encoded text: an image, a signature, an embedding.
 */
export function plainStretches(decoded: Uint8Array, classes: Uint8Array, sink: ByteSink): void {
  let start = 0;
  for (let i = 0; i <= decoded.length; i++) {
    if (i < decoded.length && classes[decoded[i] as number] !== 0) continue;
    if (i - start >= LEAST_BYTES) {
      const before = sink.length;
      sink.addAll(decoded.subarray(start, i));
      if (sink.isVariedFrom(before)) sink.endStretch();
      else sink.cut(before);
    }
    start = i + 1;
  }
}
