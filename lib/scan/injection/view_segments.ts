import { Buffer } from "node:buffer";
import { limits } from "../../limits.ts";
import { lazyText } from "../lazy_text.ts";
import type { Text } from "../text_scan.ts";
import { deriveViews } from "../view/derive_views.ts";
import { beyondAscii } from "./beyond_ascii.ts";
import { digitsForLetters } from "./digits_for_letters.ts";
import { followSigns } from "./follow_signs.ts";
import { lookInViews, type ViewWork } from "./look_for_signs.ts";
import { oddPlaces } from "./odd_places.ts";
import { plainLetters } from "./plain_letters.ts";
import { unfinishedScript } from "./unfinished_script.ts";

/**
 * Looks at a text that comes bit by bit where it looks encoded: from the first such place on at a segment of
 * stated length, with a margin on either side, once all of it is there. What is a segment depends on the text
 * alone, so how it came does not count.
 */
export interface ViewSegments {
  /** Takes what is new in the text. What is found in whole segments goes to `work`. */
  advance(source: Text, isEnd: boolean): Generator<void, void, void>;
  /** Looks at what is there of the segments that are not whole; they are looked at again when they are. */
  guess(source: Text): Generator<void, void, void>;
  /** Where what may hold a sign begins in the segments that are not whole; the length if nothing may. */
  open(source: Text): number;
  /** From where on the text must be kept. */
  first(): number;
  shift(by: number): void;
}

/** A place is a little behind where what it tells of begins. */
const BEFORE_PLACE = 64;
/** New bytes of which it is asked at once whether they are innocent; of more it is known soon, when their segment is whole. */
const MOST_ASKED = 4096;
/** What is read again before new bytes: a long word, or the beginning of a demand. */
const READ_AGAIN = 384;
/** Behind the last place so much is still read as its view: what an escape has behind it. */
const AFTER_PLACE = 512;
/** New bytes that are worth looking: a short event. */
const LEAST_ASKED = 4;

/** A place is told of at most so many bytes behind its beginning. */
const MOST_TOLD = 320;

interface Segment {
  from: number;
  /** What looks encoded in it, as bits of `OddKind`. */
  kinds: number;
}

export function viewSegments(work: ViewWork): ViewSegments {
  const places = oddPlaces();
  /** The segments that are not whole, in order. */
  const segments: Segment[] = [];
  /** Where the last segment ends. */
  let covered = 0;
  /** Before this the text is known to hold nothing. */
  let innocent = 0;
  /** How much of the text there was when that was last asked. */
  let asked = 0;
  /** Where the last place was told of. */
  let lastPlace = -Infinity;

  function onOdd(start: number, kind: number): void {
    lastPlace = Math.max(lastPlace, start);
    // Mostly the last segment knows already: other scripts have a place in every letter.
    const last = segments[segments.length - 1];
    const isIn = last !== undefined && start >= last.from && start < covered;
    if (isIn && (last.kinds & kind) !== 0) return;
    for (const segment of segments) {
      const at = start - segment.from;
      if (at > -MOST_TOLD && at < limits.injectionViewBytes) segment.kinds |= kind;
    }
    if (start < covered) return;
    const from = Math.max(covered, start - BEFORE_PLACE);
    segments.push({ from, kinds: kind });
    covered = from + limits.injectionViewBytes;
  }

  function* look(source: Text, { from, kinds }: Segment): Generator<void, void, void> {
    const first = Math.max(0, from - limits.injectionViewMarginBytes);
    const to = from + limits.injectionViewBytes;
    const last = to + limits.injectionViewMarginBytes;
    yield* lookInViews(work, slice(source, first, last), from - first, to - first, kinds);
  }

  return {
    *advance(source, isEnd) {
      const { length } = source.bytes;
      places.advance(source.bytes, isEnd, onOdd);
      const whole = limits.injectionViewBytes + limits.injectionViewMarginBytes;
      while (segments.length > 0) {
        const segment = segments[0];
        if (segment === undefined || (!isEnd && segment.from + whole > length)) break;
        segments.shift();
        yield* look(source, segment);
        yield;
      }
    },
    *guess(source) {
      for (const segment of segments) yield* look(source, segment);
    },
    open(source) {
      const from = segments[0]?.from;
      const { length } = source.bytes;
      if (from === undefined) return length;
      const start = Math.max(from, innocent);
      if (length - start > MOST_ASKED || length - asked < LEAST_ASKED) return start;
      asked = length;
      const isFar = start - lastPlace > AFTER_PLACE;
      const again = Math.max(0, start - READ_AGAIN);
      if (!isFar && mayHoldSigns(work, slice(source, again, length), 1)) return start;
      innocent = length;
      return length;
    },
    first: () => (segments[0]?.from ?? Infinity) - limits.injectionViewMarginBytes,
    shift(by) {
      places.shift(by);
      for (const segment of segments) segment.from -= by;
      covered -= by;
      innocent -= by;
      asked -= by;
      lastPlace -= by;
    },
  };
}

function slice({ bytes }: Text, from: number, to: number): Text {
  return lazyText(bytes.subarray(from, to));
}

/** Whether something that this decodes to holds a sign, or what may become one. */
function mayHoldSigns(work: ViewWork, source: Text, depth: number): boolean {
  const { bytes } = source;
  const derived = deriveViews(source, true, LEAST_DECODED).derive(0, bytes.length, 0).next();
  const views = derived.done === true ? derived.value.views : [];
  if (views.some((view) => mayBeSign(work, view.source, depth))) return true;
  return beyondAscii(bytes, 0, bytes.length).some(({ from, to }) => {
    const { text, ascii, tags } = plainLetters(bytes.subarray(from, to));
    return tags.length > 0 || unfinishedScript(text) ||
      mayBeSign(work, { text: ascii, bytes: Buffer.from(ascii, "latin1") }, MOST_DEPTH);
  });
}

/** Fewer bytes are decoded as well, since the rest of a run may not be there. */
const LEAST_DECODED = 1;
const MOST_DEPTH = limits.injectionViewDepth;

function mayBeSign(work: ViewWork, source: Text, depth: number): boolean {
  const follower = followSigns(work.compiled);
  for (const _ of follower.advance(source, 0, false));
  if (follower.open(source) < source.bytes.length) return true;
  if (follower.take().some(({ sign }) => sign.id !== digitsForLetters.id)) return true;
  if (depth >= MOST_DEPTH) return false;
  let isOdd = false;
  oddPlaces().advance(source.bytes, false, () => isOdd = true);
  return isOdd && mayHoldSigns(work, source, depth + 1);
}
