import { limits } from "../../limits.ts";
import { HitList } from "../walk/hit_list.ts";
import { letterClasses } from "../walk/letter_classes.ts";
import { walk } from "../walk/walk.ts";
import type { CompiledSigns } from "./compile_signs.ts";
import type { Sign } from "./sign.ts";

/** A keyword with signs that wait for another word behind it. */
export interface Waiting {
  start: number;
  /** Signs that have not been ruled out by what stands behind the keyword; only who follows a stream narrows them. */
  open: readonly Sign[];
  readonly signs: readonly Sign[];
  tries: number;
}

/** Walks over one text, piece by piece, and tells where which sign is to be tried. */
export interface KeywordPlaces {
  /** Tells of signs whose keywords end in `[from, to)`: consecutive pieces of `bytes`, in which offsets are as told by `shift`. */
  advance(bytes: Uint8Array, from: number, to: number): Generator<void, void, void>;
  /** So many bytes were taken away before the text. */
  shift(by: number): void;
  readonly waiting: readonly Waiting[];
  /** What is told begins at most so many bytes before what was walked. */
  readonly behind: number;
  /** Where a keyword begins of which at least `least` letters end the text; -1 if none does. */
  unfinished(bytes: Uint8Array, end: number, least: number): number;
}

/** Waiting keywords, and words that each is tried for: more than a sentence has. */
const MOST_WAITING = 12;
const MOST_TRIES = 4;
/** Separators between two letters of a keyword. */
const MOST_GAP = 12;

/** Hits of short pieces, which are used up before anything else is walked. */
const shortHits = new HitList();
const SHORT_BYTES = 512;

/** @param attempt is called in the order in which the walk comes to know */
export function keywordPlaces(
  compiled: CompiledSigns,
  attempt: (sign: Sign, start: number) => void,
): KeywordPlaces {
  const { automaton, keywords } = compiled;
  const waiting: Waiting[] = [];
  let state = 0;

  /** Tries what waits for a word that ends at `last`. */
  function release(awaitedBy: ReadonlySet<Sign>, last: number): void {
    while (waiting.length > 0 && last - (waiting[0]?.start ?? 0) > limits.injectionNearBytes) {
      waiting.shift();
    }
    for (const wait of waiting) {
      if (wait.tries >= MOST_TRIES) continue;
      let tried = false;
      for (const sign of wait.signs) {
        if (!awaitedBy.has(sign)) continue;
        tried = true;
        attempt(sign, wait.start);
      }
      if (tried) wait.tries++;
    }
  }

  function atHit(bytes: Uint8Array, state: number, last: number): void {
    for (const { letters, at, waiting: waits, awaitedBy } of keywords[state] ?? []) {
      if (awaitedBy.size > 0 && waiting.length > 0) release(awaitedBy, last);
      if (at.length === 0 && waits.length === 0) continue;
      const start = startOf(bytes, last, letters);
      if (start < 0) continue;
      for (const sign of at) attempt(sign, start);
      if (waits.length === 0) continue;
      waiting.push({ start, open: waits, signs: waits, tries: 0 });
      if (waiting.length > MOST_WAITING) waiting.shift();
    }
  }

  return {
    waiting,
    behind: Math.max(limits.injectionNearBytes, compiled.mostLetters * (MOST_GAP + 1)),
    *advance(bytes, from, to) {
      const hits = to - from <= SHORT_BYTES ? shortHits : new HitList();
      hits.length = 0;
      state = walk(automaton, bytes, from, to, state, hits);
      for (let i = 0; i < hits.length; i++) {
        if (hits !== shortHits && i > 0 && i % limits.scanStepPlaces === 0) yield;
        atHit(bytes, hits.stateAt(i), hits.positionAt(i));
      }
    },
    shift(by) {
      for (const wait of waiting) wait.start -= by;
    },
    unfinished(bytes, end, least) {
      const letters = automaton.depth[state] ?? 0;
      if (letters < least || !compiled.goesOn(state)) return -1;
      return startOf(bytes, end - 1, letters);
    },
  };
}

/** Where the letters begin that the walk has put together; -1 if too much stands between them. */
function startOf(bytes: Uint8Array, last: number, letters: number): number {
  let left = letters;
  for (let i = last, gap = 0; i >= 0 && gap <= MOST_GAP; i--) {
    if (letterClasses[bytes[i] ?? 0] === 0) gap++;
    else {
      gap = 0;
      if (--left === 0) return i;
    }
  }
  return -1;
}
