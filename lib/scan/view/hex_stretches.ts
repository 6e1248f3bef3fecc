import { HEX_VALUE, PLAIN_TEXT } from "./byte_classes.ts";
import type { ByteSink } from "./byte_sink.ts";
import { LEAST_STRETCH } from "./plain_stretches.ts";

/**
 * Adds the stretches of text that the pairs of hex digits in `bytes[from, to)` hold, which are digits
 * throughout, as `plainStretches` does. Only what may be text is decoded: as in `findRuns` the last pair that
 * a stretch would need is tried first, and of random bytes every third is text.
 */
export function hexStretches(bytes: Uint8Array, from: number, to: number, sink: ByteSink): void {
  const last = to - 2 * LEAST_STRETCH;
  let start = from;
  while (start <= last) {
    let i = start + 2 * (LEAST_STRETCH - 1);
    while (i >= start && PLAIN_TEXT[pairAt(bytes, i)] !== 0) i -= 2;
    if (i >= start) {
      start = i + 2;
      continue;
    }
    start = addStretch(bytes, start, to, sink);
  }
}

/** Adds the pairs from `start` on while they are text, unless all are the same; returns where the next stretch may begin. */
function addStretch(bytes: Uint8Array, start: number, to: number, sink: ByteSink): number {
  const before = sink.length;
  let i = start;
  for (; i + 2 <= to; i += 2) {
    const byte = pairAt(bytes, i);
    if (PLAIN_TEXT[byte] === 0) break;
    sink.add(byte);
  }
  if (sink.isVariedFrom(before)) sink.endStretch();
  else sink.cut(before);
  return i + 2;
}

function pairAt(bytes: Uint8Array, at: number): number {
  return ((HEX_VALUE[bytes[at] as number] as number) << 4) |
    (HEX_VALUE[bytes[at + 1] as number] as number);
}
