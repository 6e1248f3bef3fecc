import { runEnd } from "./run_end.ts";

/** Ten bytes of every run are looked at as three words of four, of which two overlap. */
const WINDOW = 10;

/**
 * Finds the same runs as `findRuns`, for classes without any of the bytes 0x20 to 0x27 (the blank, `!`, `"`,
 * `#`, `$`, `%`, `&`, `'`). Text is full of these, so that mostly one look at ten bytes together
 * says that no run of at least `least` (more than ten) bytes goes through them.
 *
 * Returns where to go on: `to`, or the end of a run that reaches beyond it.
 */
export function findUnspacedRuns(
  bytes: Uint8Array,
  from: number,
  to: number,
  limit: number,
  least: number,
  classes: Uint8Array,
  onRun: (start: number, end: number) => void,
): number {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const stride = least - WINDOW + 1;
  // No run begins before `start`; it need not be a border of runs itself.
  let start = from;
  while (start < to && start + least <= limit) {
    const at = start + least - WINDOW;
    const spaced = spacedBytes(words.getInt32(at)) | spacedBytes(words.getInt32(at + 4)) |
      spacedBytes(words.getInt32(at + WINDOW - 4));
    if ((spaced & 0x80808080) !== 0) {
      start += stride;
      continue;
    }
    let i = start + least - 1;
    while (i >= start && classes[bytes[i] as number] !== 0) i--;
    if (i >= start) {
      start = i + 1;
      continue;
    }
    const end = runEnd(bytes, start + least, limit, classes);
    onRun(start, end);
    start = end + 1;
  }
  return Math.max(to, Math.min(start, limit));
}

/**
 * A word whose bits 0x80808080 are not all 0 if one of its four bytes is 0x20 to 0x27: such a byte without
 * its low three bits is 0x20, and of zero the borrow of subtracting one shows in the highest bit.
 */
function spacedBytes(word: number): number {
  const rest = (word & 0xf8f8f8f8) ^ 0x20202020;
  return (rest - 0x01010101) & ~rest;
}
