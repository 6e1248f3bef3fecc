import { limits } from "../../limits.ts";
import type { Text } from "../text_scan.ts";
import type { CompiledSigns } from "./compile_signs.ts";
import { keywordPlaces } from "./keyword_places.ts";
import { matchEnd } from "./match_end.ts";
import type { Sign } from "./sign.ts";
import type { SeenSign } from "./sign_scan.ts";

/**
 * Follows the signs of a text that comes bit by bit, and sees what `signScan` sees of the whole. A pattern that
 * reaches the end of what is there waits, and so do all later ones of its sign.
 */
export interface SignFollower {
  /**
   * `source` without its first `from` bytes is new. `isEnd`: nothing more comes, so nothing waits. `isMoreHere`: the
   * next call comes at once, so that whatever reaches the end may wait for it without a closer look.
   */
  advance(
    source: Text,
    from: number,
    isEnd: boolean,
    isMoreHere?: boolean,
  ): Generator<void, void, void>;
  /** What was seen since it was last taken. */
  take(): readonly SeenSign[];
  /** What waits and would be a sign if the text ended here. */
  guess(source: Text): readonly SeenSign[];
  /** Where the first sign that is not decided begins, or the letters of an unfinished keyword; the length if there is none. */
  open(source: Text): number;
  /** No sign that is still to be seen begins before this, whatever comes. */
  frontier(length: number): number;
  /** So many bytes were taken away before the text. */
  shift(by: number): void;
}

interface Attempt {
  readonly sign: Sign;
  start: number;
  /** The length of the text from which on it is tried again. */
  again: number;
}

/** Letters of a keyword from which on it is one that has begun: fewer are in every other word. */
const LEAST_LETTERS = 6;

export function followSigns(compiled: CompiledSigns): SignFollower {
  const { filter } = compiled;
  const places = keywordPlaces(compiled, attempt);
  const ends = new Map<string, number>();
  let attempts: Attempt[] = [];
  let seen: SeenSign[] = [];
  let current = NOTHING;
  let isLast = false;
  let isNear = false;

  function attempt(sign: Sign, start: number): void {
    if (start < (ends.get(sign.id) ?? 0)) return;
    const waits = attempts.some((one) => one.sign === sign);
    if (!waits && decide(current, sign, start, isLast)) return;
    attempts.push({ sign, start, again: later(current, start) });
  }

  /** Whether nothing that comes can change what the pattern says; what it sees is noted then. */
  function decide(source: Text, sign: Sign, start: number, isEnd: boolean): boolean {
    if (start < (ends.get(sign.id) ?? 0)) return true;
    const last = filter.endOfWays(sign, source.bytes, start);
    const isClosed = isEnd || (last >= 0 && last + filter.look < source.bytes.length);
    if (!isClosed && (isNear || isOpen(compiled, sign, source, start))) return false;
    const end = matchEnd(filter, sign, source, start, last);
    if (end >= 0) {
      ends.set(sign.id, end);
      seen.push({ sign, start, end });
    }
    return true;
  }

  /** Tries again what waits. */
  function settle(source: Text, isEnd: boolean): void {
    if (attempts.length === 0) return;
    const kept: Attempt[] = [];
    const waits = new Set<Sign>();
    for (const one of attempts) {
      const isDue = isEnd || source.bytes.length >= one.again;
      if (!waits.has(one.sign) && isDue && decide(source, one.sign, one.start, isEnd)) continue;
      if (isDue) one.again = later(source, one.start);
      waits.add(one.sign);
      kept.push(one);
    }
    attempts = kept;
  }

  return {
    *advance(source, from, isEnd, isMoreHere = false) {
      current = source;
      isLast = isEnd;
      isNear = isMoreHere;
      // What waited comes first: its turn was before what the new bytes bring.
      settle(source, isEnd);
      yield* places.advance(source.bytes, from, source.bytes.length);
      current = NOTHING;
    },
    take() {
      const taken = seen;
      if (taken.length > 0) seen = [];
      return taken;
    },
    guess(source) {
      const guessed: SeenSign[] = [];
      for (const { sign, start } of attempts) {
        const end = matchEnd(filter, sign, source, start, -1);
        if (end >= 0) guessed.push({ sign, start, end });
      }
      return guessed;
    },
    open(source) {
      let first = source.bytes.length;
      for (const { start } of attempts) first = Math.min(first, start);
      const begun = places.unfinished(source.bytes, source.bytes.length, LEAST_LETTERS);
      return begun < 0 ? first : Math.min(first, begun);
    },
    frontier(length) {
      let first = length - places.behind;
      for (const { start } of attempts) first = Math.min(first, start);
      return first;
    },
    shift(by) {
      for (const one of attempts) {
        one.start -= by;
        one.again -= by;
      }
      for (const [id, end] of ends) {
        if (end > by) ends.set(id, end - by);
        else ends.delete(id);
      }
    },
  };
}

const NOTHING: Text = { text: "", bytes: new Uint8Array(0) };

/** What has waited for long is not looked at with every byte. */
function later({ bytes }: Text, start: number): number {
  return bytes.length + 1 + ((bytes.length - start) >> 4);
}

/** Whether what comes may change what the sign's pattern says. */
function isOpen(compiled: CompiledSigns, sign: Sign, source: Text, start: number): boolean {
  if (source.bytes.length - start >= limits.injectionReachBytes) return false;
  const pattern = compiled.unfinished(sign);
  pattern.lastIndex = start;
  return pattern.test(source.text);
}
