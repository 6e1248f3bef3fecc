import {
  BASE,
  BLOCK,
  CLASSES,
  endPairs,
  endRun,
  FIRST_LOOK,
  isApart,
  LEAST_APART,
  LEAST_PAIRS,
  LEAST_RUN,
  LETTER,
  LOOK_AHEAD,
  LOOK_EVERY,
  OddKind,
  oddSign,
  type OnOdd,
  PAIRS,
  SPECIAL,
} from "./odd_looks.ts";
import { countApartBack, countBack, countBlankBack, skipBlocks } from "./skip_blocks.ts";

/**
 * Finds where a text looks as if something were encoded in it, so that only there it is decoded and looked at again.
 * What it tells depends on the text alone, not on how it came in pieces.
 */
export interface OddPlaces {
  /** Looks at what is new in `bytes`, as far as can be told without what comes; tells where each place begins, in the order in which it is known. */
  advance(bytes: Uint8Array, isEnd: boolean, onOdd: OnOdd): void;
  /** So many bytes were taken away before the text. */
  shift(by: number): void;
}

/** From so many bytes on it is worth to skip. */
const LEAST_SKIPPED = 64;

export function oddPlaces(): OddPlaces {
  let next = 0;
  /** Bytes up to here without a break: of a run, of pairs, of letters apart, without any letter. */
  let run = 0, pairs = 0, apart = 0, blank = 0;
  let nextLook = FIRST_LOOK;
  let isTold = false;

  /** Counts from `from` on, one by one, until all is short; returns where it stopped, which may be before what cannot be told yet. */
  function count(bytes: Uint8Array, from: number, isEnd: boolean, onOdd: OnOdd): number {
    const { length } = bytes;
    // Local while they are counted.
    let inRun = run, inPairs = pairs, inApart = apart, inBlank = blank;
    let i = from;
    for (; i < length; i++) {
      const kinds = CLASSES[bytes[i] as number] as number;
      if ((kinds & SPECIAL) !== 0 && !isEnd && i + LOOK_AHEAD > length) break;
      if ((kinds & BASE) === 0) {
        if (inRun >= LEAST_RUN) endRun(bytes, i, inRun, isTold, onOdd);
        inRun = 0;
        isTold = false;
        nextLook = FIRST_LOOK;
      } else if (++inRun === nextLook) {
        isTold = endRun(bytes, i + 1, inRun, isTold, onOdd);
        nextLook = inRun < LOOK_EVERY ? LOOK_EVERY : inRun + LOOK_EVERY;
      }
      const sign = (kinds & SPECIAL) === 0 ? 0 : oddSign(bytes, i);
      if (sign !== 0) onOdd(i, sign);
      if ((kinds & PAIRS) === 0) {
        if (inPairs >= LEAST_PAIRS) endPairs(bytes, i, inPairs, onOdd);
        inPairs = 0;
      } else if (++inPairs % LOOK_EVERY === 0) endPairs(bytes, i + 1, inPairs, onOdd);
      const noLetter = (kinds & LETTER) === 0;
      inApart = (noLetter ? inBlank >= BLOCK - 1 : inBlank === 0) ? 0 : inApart + 1;
      inBlank = noLetter ? inBlank + 1 : 0;
      if (inApart >= LEAST_APART && (inApart & 7) === 0 && isApart(bytes, i + 1)) {
        onOdd(i + 1 - LEAST_APART, OddKind.apart);
      }
      // A block that could not be skipped is counted whole before that is asked again.
      if (
        ((i - from) & 7) === 7 && areShort(inRun, inPairs, inApart) && length - i > LEAST_SKIPPED
      ) {
        i++;
        break;
      }
    }
    run = inRun;
    pairs = inPairs;
    apart = inApart;
    blank = inBlank;
    return i;
  }

  return {
    advance(bytes, isEnd, onOdd) {
      const { length } = bytes;
      let i = next;
      while (i < length) {
        if (areShort(run, pairs, apart) && length - i >= LEAST_SKIPPED) {
          const to = skipBlocks(bytes, i, onOdd);
          if (to > i) {
            run = countBack(bytes, to, BASE, LEAST_RUN);
            isTold = false;
            pairs = countBack(bytes, to, PAIRS, LEAST_PAIRS);
            apart = countApartBack(bytes, to);
            blank = countBlankBack(bytes, to);
          }
          i = to;
        }
        i = count(bytes, i, isEnd, onOdd);
        if (length - i < LEAST_SKIPPED) break;
      }
      next = i;
      if (!isEnd) return;
      if (run >= LEAST_RUN) endRun(bytes, length, run, isTold, onOdd);
      if (pairs >= LEAST_PAIRS) endPairs(bytes, length, pairs, onOdd);
    },
    shift(by) {
      next -= by;
    },
  };
}

/** Whether nothing can become long in the next block. */
function areShort(run: number, pairs: number, apart: number): boolean {
  return run <= LEAST_RUN - BLOCK && pairs <= LEAST_PAIRS - BLOCK && apart <= LEAST_APART - BLOCK;
}
