import type { Text } from "../text_scan.ts";
import { letterClasses } from "../walk/letter_classes.ts";

/** What `evenlyCut` gives back: the text with its separators taken out, and where in the text it ended. */
export interface Uncut {
  readonly text: string;
  readonly end: number;
}

/** Separators longer than this, chunks longer than this, and cuts fewer than this are not looked for. */
const MOST_SEPARATOR = 4;
const MOST_CHUNK = 16;
const LEAST_CUTS = 4;
/** Gaps after the start that are tried as the first cut. */
const MOST_GAPS = 3;
const MOST_FIRST_CHUNK = 40;
const MOST_LETTERS = 600;

/**
 * A token that was cut into pieces of one length with the same separator between them, put together
 * again: `g-h-p-_-A-b`, `AKIA IOSF ODNN 7EXA`, `sk, -a, nt`. The text begins at `start`; the first piece
 * may be shorter or longer. Several readings are possible, at most one for each first gap.
 *
 * Pieces of ordinary text are not of one length, so this does not put sentences together.
 */
export function evenlyCut(source: Text, start: number): readonly Uncut[] {
  const { bytes } = source;
  let readings = NONE;
  const most = Math.min(bytes.length, start + MOST_FIRST_CHUNK);
  let gaps = 0;
  let wasWord = isWord(bytes[start] as number);
  for (let cut = start + 1; cut < most && gaps < MOST_GAPS; cut++) {
    const isGap = wasWord;
    wasWord = isWord(bytes[cut] as number);
    if (wasWord || !isGap) continue;
    gaps++;
    const reading = uncut(source, start, cut);
    if (reading !== undefined) readings = [...readings, reading];
  }
  return readings;
}

const NONE: readonly Uncut[] = [];

function uncut({ text, bytes }: Text, start: number, cut: number): Uncut | undefined {
  const sign = bytes[cut] as number;
  const longest = Math.floor((bytes.length - 1 - cut) / (LEAST_CUTS - 1));
  const most = Math.min(MOST_SEPARATOR + MOST_CHUNK, longest);
  for (let period = 2; period <= most; period++) {
    // The first sign of the separator comes again at every period: mostly it does not, and that is all.
    if (bytes[cut + period] !== sign || bytes[cut + 2 * period] !== sign) continue;
    if (bytes[cut + (LEAST_CUTS - 1) * period] !== sign) continue;
    for (let width = 1; width <= MOST_SEPARATOR && width < period; width++) {
      if (isWord(bytes[cut + width - 1] as number)) break;
      const separator = text.slice(cut, cut + width);
      const chunk = period - width;
      if (chunk > MOST_CHUNK || !repeats(text, cut, separator, chunk)) continue;
      // A wider separator that repeats as well is the whole of it.
      const wider = text.slice(cut, cut + width + 1);
      const isWider = width < MOST_SEPARATOR && chunk > 1 &&
        !isWord(bytes[cut + width] as number) && repeats(text, cut, wider, chunk - 1);
      if (!isWider) return join(text, start, cut, separator, chunk);
    }
  }
  return undefined;
}

function repeats(text: string, cut: number, separator: string, chunk: number): boolean {
  for (let k = 1; k < LEAST_CUTS; k++) {
    if (!text.startsWith(separator, cut + k * (separator.length + chunk))) return false;
  }
  return true;
}

function join(text: string, start: number, cut: number, separator: string, chunk: number): Uncut {
  let joined = text.slice(start, cut);
  let at = cut;
  while (text.startsWith(separator, at) && joined.length < MOST_LETTERS) {
    at += separator.length;
    joined += text.slice(at, at + chunk);
    at += chunk;
  }
  return { text: joined, end: Math.min(at, text.length) };
}

function isWord(byte: number): boolean {
  return letterClasses[byte] !== 0;
}
