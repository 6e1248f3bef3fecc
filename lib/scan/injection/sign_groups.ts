import { digitsForLetters } from "./digits_for_letters.ts";
import { GROUP_REACH, type JudgedSigns, judgeSigns } from "./judge_signs.ts";
import { LOOK_AROUND } from "./is_about_injection.ts";
import type { SeenSign } from "./sign_scan.ts";

/** Weighs the signs of a text that comes bit by bit, group by group, as `judgeSigns` weighs those of the whole. */
export interface SignGroups {
  add(seen: readonly SeenSign[]): void;
  /**
   * Takes the groups that nothing can change any more and says what they come to. `frontier`: no sign that is
   * still to come begins before it. `isEnd`: none comes.
   */
  take(text: string, frontier: number, isEnd: boolean): readonly JudgedSigns[];
  /** What all come to by what is there, with some that are not certain. */
  guess(text: string, others: readonly SeenSign[]): readonly JudgedSigns[];
  /** Where signs begin that come to something so far; -1 if none do. */
  open(text: string): number;
  /** Where the first sign begins that is kept; -1 if there is none. */
  first(): number;
  /** So many bytes were taken away before the text. */
  shift(by: number): void;
}

export function signGroups(): SignGroups {
  /** In order of their beginnings. */
  let signs: SeenSign[] = [];
  /** What `open` would say; undefined if it has to be found out. */
  let known: number | undefined = -1;

  return {
    add(seen) {
      const added = seen.filter(({ sign }) => sign.id !== digitsForLetters.id);
      if (added.length === 0) return;
      signs = [...signs, ...added].sort((a, b) => a.start - b.start);
      known = undefined;
    },
    take(text, frontier, isEnd) {
      const judged: JudgedSigns[] = [];
      while (signs.length > 0) {
        const last = (signs[0]?.start ?? 0) + GROUP_REACH;
        const count = signs.findLastIndex(({ start }) => start <= last) + 1;
        const group = signs.slice(0, count);
        const end = group.reduce((most, one) => Math.max(most, one.end), 0);
        if (!isEnd && (frontier <= last || text.length < end + LOOK_AROUND)) break;
        judged.push(...judgeSigns(text, group, undefined));
        signs = signs.slice(count);
        known = undefined;
      }
      return judged;
    },
    guess(text, others) {
      return judgeSigns(text, [...signs, ...others], undefined);
    },
    open(text) {
      known ??= judgeSigns(text, signs, undefined).length > 0 ? signs[0]?.start ?? -1 : -1;
      return known;
    },
    first: () => signs[0]?.start ?? -1,
    shift(by) {
      signs = signs.map(({ sign, start, end }) => ({ sign, start: start - by, end: end - by }));
      if (known !== undefined && known >= 0) known -= by;
    },
  };
}
