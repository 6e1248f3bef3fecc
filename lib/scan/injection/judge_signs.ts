import { isAboutInjection } from "./is_about_injection.ts";
import type { SeenSign } from "./sign_scan.ts";
import type { Strength } from "./sign.ts";
import { unseenPlace } from "./unseen_place.ts";

/** Signs that stand near each other, and what they come to. */
export interface JudgedSigns {
  readonly severity: "block" | "warn";
  /** The sign that tells most, first; each once. */
  readonly signs: readonly SeenSign[];
  /** What hides the first from a person, in words. */
  readonly unseen: string | undefined;
}

/** Bytes within which signs count together: a screen of text. */
export const GROUP_REACH = 1200;

const POINTS: Readonly<Record<Strength, number>> = { strong: 4, weak: 2, faint: 1 };
const BLOCK = 4;
const WARN = 2;
/** What nobody is meant to see is not there for nobody. */
const UNSEEN = 2;

/** What hides a text whose letters are made unlike themselves. */
export const HIDDEN_IN_CHARACTERS = "characters that hide";

interface Weighed {
  readonly seen: SeenSign;
  readonly points: number;
  readonly unseen: string | undefined;
}

/**
 * Weighs the signs of one text. One strong sign or several others close to each other are a block, one weak sign is
 * a warning, a faint one nothing. A sign that a person would not see weighs more; in a text about such attacks
 * what is in the open is a warning.
 *
 * Only what stands within reach counts together, so a long text is not worse than a short one.
 *
 * @param hidden what hid the whole text, in words, if something did
 */
export function judgeSigns(
  text: string,
  all: readonly SeenSign[],
  hidden: string | undefined,
): readonly JudgedSigns[] {
  const weighed = [...all].sort((a, b) => a.start - b.start || b.end - a.end).map((seen) => {
    const unseen = hidden ?? unseenPlace(text, seen.start);
    const points = POINTS[seen.sign.strength] + (unseen === undefined ? 0 : UNSEEN);
    return { seen, points, unseen };
  });
  const judged: JudgedSigns[] = [];
  for (let first = 0; first < weighed.length;) {
    let next = first + 1;
    const start = weighed[first]?.seen.start ?? 0;
    while (next < weighed.length && (weighed[next]?.seen.start ?? 0) - start <= GROUP_REACH) next++;
    const group = weighed.slice(first, next);
    first = next;
    const one = judgeGroup(text, group);
    if (one !== undefined) judged.push(one);
  }
  return judged;
}

function judgeGroup(text: string, group: readonly Weighed[]): JudgedSigns | undefined {
  const told = distinct(group);
  const points = told.reduce((sum, one) => sum + one.points, 0);
  const [most] = told;
  if (most === undefined || points < WARN) return undefined;
  // A faint sign beside others makes them worse, but faint signs alone are nothing.
  if (told.every(({ points }) => points < WARN)) return undefined;
  // What is hidden in characters was hidden by somebody; the rest may be an example.
  const mayBeExample = told.every(({ unseen }) => unseen !== HIDDEN_IN_CHARACTERS);
  const blocks = points >= BLOCK &&
    !(mayBeExample && told.filter((one) => one.points >= Math.min(BLOCK, most.points))
      .every(({ seen, unseen }) =>
        isAboutInjection(text, seen.start, seen.end, unseen !== undefined)
      ));
  return {
    severity: blocks ? "block" : "warn",
    signs: told.map(({ seen }) => seen),
    unseen: most.unseen,
  };
}

/** Each sign once, and of those that share words the one that tells most; that one first. */
function distinct(group: readonly Weighed[]): readonly Weighed[] {
  const sorted = [...group].sort((a, b) => b.points - a.points || a.seen.start - b.seen.start);
  const kept: Weighed[] = [];
  for (const one of sorted) {
    const { sign, start, end } = one.seen;
    const known = kept.some(({ seen }) =>
      seen.sign.id === sign.id || (start < seen.end && end > seen.start)
    );
    if (!known) kept.push(one);
  }
  return kept;
}
