import { isAscii } from "node:buffer";
import { isTelling } from "./is_telling.ts";

/** Text is looked at in pieces of this many bytes: most are ASCII, which is known at once. */
const PIECE = 1024;
/** Bytes on either side of a piece that belong to what is written there. */
const MARGIN = 160;

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Stretches in `[from, to)` with characters beyond ASCII that can change what a text says: letters, and what does
 * not show. Typographic quotes, dashes and blanks do not. Stretches may begin before `from` and end behind `to`.
 */
export function beyondAscii(bytes: Uint8Array, from: number, to: number): readonly Stretch[] {
  const stretches: { from: number; to: number }[] = [];
  for (let piece = from; piece < to; piece += PIECE) {
    const end = Math.min(to, piece + PIECE);
    if (isAscii(bytes.subarray(piece, end)) || !hasTelling(bytes, piece, end)) continue;
    const start = startOfCharacter(bytes, Math.max(0, piece - MARGIN));
    const stop = startOfCharacter(bytes, Math.min(bytes.length, end + MARGIN));
    const last = stretches.at(-1);
    if (last !== undefined && start <= last.to) last.to = stop;
    else stretches.push({ from: start, to: stop });
  }
  return stretches;
}

function hasTelling(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    if ((bytes[i] as number) >= 0xc2 && isTelling(bytes, i)) return true;
  }
  return false;
}

function startOfCharacter(bytes: Uint8Array, at: number): number {
  let start = at;
  while (start > 0 && start < bytes.length && ((bytes[start] as number) & 0xc0) === 0x80) start--;
  return start;
}
