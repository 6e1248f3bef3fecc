import { limits } from "../../limits.ts";
import { HitList } from "../walk/hit_list.ts";
import { letterClasses } from "../walk/letter_classes.ts";
import { walk } from "../walk/walk.ts";
import type { CompiledSigns } from "./compile_signs.ts";
import type { Sign } from "./sign.ts";

/** Walks over one text, piece by piece, and tells where which sign is to be tried. */
export interface KeywordPlaces {
  /** Tells of signs whose keywords end in `[from, to)`: consecutive pieces of `bytes`. What stands behind `to` is looked at. */
  advance(bytes: Uint8Array, from: number, to: number): Generator<void, void, void>;
  /** What is told begins at most so many bytes before what was walked. */
  readonly behind: number;
  /** Where a keyword begins of which at least `least` letters end the text; -1 if none does. */
  unfinished(bytes: Uint8Array, end: number, least: number): number;
}

/** Separators between two letters of a keyword. */
const MOST_GAP = 12;

/** Lists that nobody uses: growing one costs more than a walk. A stream that is left in the middle of a step keeps its own. */
const unused: HitList[] = [];
const MOST_UNUSED = 4;

/** @param attempt is called in the order in which the walk comes to know */
export function keywordPlaces(
  compiled: CompiledSigns,
  attempt: (sign: Sign, start: number) => void,
): KeywordPlaces {
  const { automaton, keywords, filter } = compiled;
  let state = 0;

  function atHit(bytes: Uint8Array, state: number, last: number): void {
    for (const { letters, group, isWord } of keywords[state] ?? []) {
      const start = startOf(bytes, last, letters);
      if (start < 0 || (isWord && isInWord(bytes, start))) continue;
      for (const sign of filter.candidates(group, bytes, start)) {
        if (sign.after === undefined || isAfter(sign.after, bytes, start)) attempt(sign, start);
      }
    }
  }

  return {
    behind: compiled.mostLetters * (MOST_GAP + 1),
    *advance(bytes, from, to) {
      const hits = unused.pop() ?? new HitList();
      hits.length = 0;
      filter.refill();
      state = walk(automaton, bytes, from, to, state, hits);
      for (let i = 0; i < hits.length; i++) {
        if (i > 0 && i % limits.scanStepPlaces === 0) yield;
        atHit(bytes, hits.stateAt(i), hits.positionAt(i));
      }
      if (unused.length < MOST_UNUSED) unused.push(hits);
    },
    unfinished(bytes, end, least) {
      const letters = automaton.depth[state] ?? 0;
      if (letters < least || !compiled.goesOn(state)) return -1;
      return startOf(bytes, end - 1, letters);
    },
  };
}

function isAfter(signs: string, bytes: Uint8Array, at: number): boolean {
  return at > 0 && signs.includes(String.fromCharCode(bytes[at - 1] as number));
}

/** Whether a letter stands before `at`, other than that of an escaped line end: no word begins there. */
function isInWord(bytes: Uint8Array, at: number): boolean {
  const before = bytes[at - 1] ?? 0;
  if (letterClasses[before] === 0) return false;
  return bytes[at - 2] !== BACKSLASH || !LINE_ENDS.has(before | 0x20);
}

const BACKSLASH = 0x5c;
const LINE_ENDS: ReadonlySet<number> = new Set([..."nrt"].map((char) => char.charCodeAt(0)));

/** Where the letters begin that the walk has put together; -1 if too much stands between them. */
function startOf(bytes: Uint8Array, last: number, letters: number): number {
  let left = letters;
  for (let i = last, gap = 0; i >= 0 && gap <= MOST_GAP; i--) {
    if (letterClasses[bytes[i] as number] === 0) gap++;
    else {
      gap = 0;
      if (--left === 0) return i;
    }
  }
  return -1;
}
