import { isAscii } from "node:buffer";

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

/** `E2 80`: punctuation, zero-width and bidirectional characters. `C2`: signs of Latin-1, the soft hyphen. */
function hasTelling(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const byte = bytes[i] as number;
    if (byte < 0xc2) continue;
    const next = bytes[i + 1] ?? 0;
    if (byte === 0xc2) {
      if (next === 0xad) return true;
    } else if (byte === 0xe2 && next === 0x80) {
      const last = bytes[i + 2] ?? 0;
      if ((last >= 0x8b && last <= 0x8f) || last >= 0xaa && last <= 0xae) return true;
    } else if (byte !== 0xe2 || next === 0x81) return true;
  }
  return false;
}

function startOfCharacter(bytes: Uint8Array, at: number): number {
  let start = at;
  while (start > 0 && start < bytes.length && ((bytes[start] as number) & 0xc0) === 0x80) start--;
  return start;
}
