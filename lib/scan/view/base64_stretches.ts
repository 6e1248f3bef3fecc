import { ANY_TEXT, PLAIN_TEXT } from "./byte_classes.ts";
import type { ByteSink } from "./byte_sink.ts";

/**
 * Decodes the text that base64 holds, at every alignment. `sextets[0, count)` are the characters of a run
 * with line ends and padding already left out; a token encoded into the middle of other data, or with a
 * stray character before it, shows at one of the four alignments.
 *
 * Only stretches of at least four groups that are all text are decoded: of an image or a signature one
 * group in sixteen characters is looked at and hardly anything is decoded.
 */
export function base64Stretches(sextets: Uint8Array, count: number, sink: ByteSink): void {
  const words = new DataView(sextets.buffer, sextets.byteOffset, count);
  for (let alignment = 0; alignment < 4; alignment++) {
    // A whole run that is text beyond ASCII is decoded as such: it may hide a token among other letters.
    const isText = alignment === 0 && beginsAsText(sextets, count);
    decodeAt(sextets, words, alignment, count, isText ? ANY_TEXT : PLAIN_TEXT, sink);
  }
}

function decodeAt(
  sextets: Uint8Array,
  words: DataView,
  from: number,
  count: number,
  classes: Uint8Array,
  sink: ByteSink,
): void {
  let i = from;
  while (i + 16 <= count) {
    // Mostly one look at four characters together says that they are no text; of text beyond ASCII it says nothing.
    if (classes === PLAIN_TEXT && (words.getInt32(i + 12) & BEYOND_ASCII) !== 0) i += 16;
    else if (!isTextGroup(sextets, i + 12, classes)) i += 16;
    else if (!isTextGroup(sextets, i + 8, classes)) i += 12;
    else if (!isTextGroup(sextets, i + 4, classes)) i += 8;
    else if (!isTextGroup(sextets, i, classes)) i += 4;
    else i = decodeStretch(sextets, from, i, count, classes, sink);
  }
}

/** The highest bits of the three bytes that four sextets make: of the first the highest, of the second bit 3, of the third bit 1. */
const BEYOND_ASCII = 0x20080200;

/**
 * Decodes from the group at `start` while it is text, and what is text of the groups at both ends. Returns
 * where it stopped. What is text of the group before may belong to it or be chance; so the beginning
 * is given once with it and once without, since patterns ask what stands before a token.
 */
function decodeStretch(
  sextets: Uint8Array,
  from: number,
  start: number,
  count: number,
  classes: Uint8Array,
  sink: ByteSink,
): number {
  const before = sink.length;
  const third = start - 4 >= from ? byteAt(sextets, start - 4, 2) : 0;
  if (classes[third] !== 0 && third > 0) {
    const second = byteAt(sextets, start - 4, 1);
    if (classes[second] !== 0) sink.add(second);
    sink.add(third);
    addGroups(sextets, start, Math.min(count, start + AGAIN), classes, sink);
    sink.endStretch();
  }
  const own = sink.length;
  const i = addGroups(sextets, start, count, classes, sink);
  if (sink.isVariedFrom(own)) sink.endStretch();
  else sink.cut(before);
  return i + 4;
}

/** Characters of a beginning that is given twice: a keyword and a token. */
const AGAIN = 800;

/** Adds groups while they are text, and what is text of the next; returns the first that is not. */
function addGroups(
  sextets: Uint8Array,
  start: number,
  end: number,
  classes: Uint8Array,
  sink: ByteSink,
): number {
  let i = start;
  for (; i + 4 <= end && isTextGroup(sextets, i, classes); i += 4) {
    sink.add(byteAt(sextets, i, 0));
    sink.add(byteAt(sextets, i, 1));
    sink.add(byteAt(sextets, i, 2));
  }
  for (let part = 0; part < 2 && i + part + 2 <= end; part++) {
    const byte = byteAt(sextets, i, part);
    if (classes[byte] === 0) break;
    sink.add(byte);
  }
  return i;
}

/** The byte 0, 1 or 2 of the group of four characters at `i`. */
function byteAt(sextets: Uint8Array, i: number, part: number): number {
  const high = sextets[i + part] as number;
  const low = sextets[i + part + 1] as number;
  return ((high << (2 + 2 * part)) | (low >> (4 - 2 * part))) & 0xff;
}

function isTextGroup(sextets: Uint8Array, i: number, classes: Uint8Array): boolean {
  const a = sextets[i] as number, b = sextets[i + 1] as number;
  const c = sextets[i + 2] as number, d = sextets[i + 3] as number;
  // All three at once: each is a guess for the processor, all of them together hardly ever hold.
  return ((classes[(a << 2) | (b >> 4)] as number) &
    (classes[((b << 4) | (c >> 2)) & 0xff] as number) &
    (classes[((c << 6) | d) & 0xff] as number)) !== 0;
}

/** Forty-eight bytes without a control character: one in three hundred random runs passes. */
function beginsAsText(sextets: Uint8Array, count: number): boolean {
  const end = Math.min(count - (count % 4), 64);
  for (let i = 0; i < end; i += 4) if (!isTextGroup(sextets, i, ANY_TEXT)) return false;
  return end >= 16;
}
