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

/**
 * Whether something beyond ASCII can change what is read. `C2` leads signs of Latin-1 (and the soft hyphen), `E2`
 * punctuation and symbols (and zero-width, bidirectional, superscript and circled characters), `F0 9F` emoji
 * (and squared letters), `EF B8 8F` is what makes a sign an emoji.
 */
function hasTelling(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const byte = bytes[i] as number;
    if (byte < 0xc2) continue;
    const next = bytes[i + 1] ?? 0;
    const last = bytes[i + 2] ?? 0;
    const isQuiet = byte === 0xc2
      ? next !== 0xad
      : byte === 0xe2
      ? next === 0x80
        ? last < 0x8b || (last > 0x8f && last < 0xaa) || last > 0xae
        : next !== 0x81 && (next < 0x91 || next > 0x93)
      : byte === 0xf0
      ? next === 0x9f && (last < 0x84 || last > 0x87)
      : byte === 0xef && next === 0xb8 && last === 0x8f;
    if (!isQuiet) return true;
  }
  return false;
}

function startOfCharacter(bytes: Uint8Array, at: number): number {
  let start = at;
  while (start > 0 && start < bytes.length && ((bytes[start] as number) & 0xc0) === 0x80) start--;
  return start;
}
