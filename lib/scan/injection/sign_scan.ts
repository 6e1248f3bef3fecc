import { limits } from "../../limits.ts";
import type { Text } from "../text_scan.ts";
import { HitList } from "../walk/hit_list.ts";
import { letterClasses } from "../walk/letter_classes.ts";
import { walk } from "../walk/walk.ts";
import type { CompiledSigns } from "./compile_signs.ts";
import type { Sign } from "./sign.ts";

/** What a sign is when it has been seen: enough to weigh and to tell it. */
export interface SeenSign {
  readonly sign: Pick<Sign, "id" | "kind" | "strength">;
  readonly start: number;
  readonly end: number;
}

/** Looks through one text piece by piece, as `TextScan` does for rules. */
export interface SignScan {
  /** Looks for signs whose keywords end in `[from, to)`; what begins there may be read beyond `to`. */
  advance(from: number, to: number): Generator<void, void, void>;
  /** In order of what was seen when. */
  readonly seen: readonly SeenSign[];
}

/** A keyword with signs that wait for another word behind it. */
interface Waiting {
  readonly start: number;
  readonly signs: readonly Sign[];
  tries: number;
}

/** Waiting keywords, and words that each is tried for: more than a sentence has. */
const MOST_WAITING = 12;
const MOST_TRIES = 4;
/** Separators between two letters of a keyword. */
const MOST_GAP = 12;

export function signScan(compiled: CompiledSigns, { text, bytes }: Text): SignScan {
  const { automaton, keywords } = compiled;
  const hits = new HitList();
  const seen: SeenSign[] = [];
  /** Where the last match of a sign ended: hits before it tell nothing new. */
  const ends = new Map<string, number>();
  const waiting: Waiting[] = [];
  let state = 0;

  function attempt(sign: Sign, start: number): void {
    if (start < (ends.get(sign.id) ?? 0)) return;
    const { pattern } = sign;
    pattern.lastIndex = start;
    if (!pattern.test(text)) return;
    const end = pattern.lastIndex;
    ends.set(sign.id, end);
    seen.push({ sign, start, end });
  }

  /** Tries what waits for a word that ends at `last`. */
  function release(awaitedBy: ReadonlySet<Sign>, last: number): void {
    while (waiting.length > 0 && last - (waiting[0]?.start ?? 0) > limits.injectionNearBytes) {
      waiting.shift();
    }
    for (const wait of waiting) {
      if (wait.tries >= MOST_TRIES) continue;
      const signs = wait.signs.filter((sign) => awaitedBy.has(sign));
      if (signs.length > 0) wait.tries++;
      for (const sign of signs) attempt(sign, wait.start);
    }
  }

  function atHit(index: number): void {
    const last = hits.positionAt(index);
    for (const { letters, at, waiting: waits, awaitedBy } of keywords[hits.stateAt(index)] ?? []) {
      if (awaitedBy.size > 0 && waiting.length > 0) release(awaitedBy, last);
      if (at.length === 0 && waits.length === 0) continue;
      const start = startOf(bytes, last, letters);
      if (start < 0) continue;
      for (const sign of at) attempt(sign, start);
      if (waits.length === 0) continue;
      waiting.push({ start, signs: waits, tries: 0 });
      if (waiting.length > MOST_WAITING) waiting.shift();
    }
  }

  return {
    seen,
    *advance(from, to) {
      hits.length = 0;
      state = walk(automaton, bytes, from, to, state, hits);
      for (let i = 0; i < hits.length; i++) {
        if (i > 0 && i % limits.scanStepPlaces === 0) yield;
        atHit(i);
      }
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
