import type { Effort } from "./effort.ts";
import type { PreparedRule } from "./rule_literals.ts";

/** A value that a rule has found. Offsets are in the text that was given. */
export interface RuleMatch {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Tries an anchored rule at `start`. The pattern's own bounds end it: cutting the window out of the text
 * would cost as much as the attempt.
 */
export function tryRuleAt(
  text: string,
  start: number,
  rule: PreparedRule,
  effort: Effort,
): RuleMatch | undefined {
  if (start < 0) return undefined;
  const { pattern } = rule;
  pattern.lastIndex = start;
  return pattern.test(text) ? checked(text, start, rule, effort)?.value : undefined;
}

/** All matches of a rule in `text[from, to)`, none overlapping another. */
export function searchWindow(
  text: string,
  from: number,
  to: number,
  rule: PreparedRule,
  effort: Effort,
): readonly RuleMatch[] {
  const window = text.slice(from, to);
  const matches: RuleMatch[] = [];
  let at = 0;
  while (at <= window.length && effort.left >= 0) {
    const found = checked(window, at, rule, effort);
    if (found === undefined) break;
    if (found.value !== undefined) matches.push(shift(found.value, from));
    // What failed its check may hide a match that begins within it.
    at = found.value === undefined ? found.start + 1 : Math.max(found.value.end, found.start + 1);
  }
  return matches;
}

/** What a near miss costs beside its length: two runs of the pattern and a check. */
const NEAR_MISS = 64;

interface Checked {
  readonly start: number;
  /** Undefined if the check says no. */
  readonly value: RuleMatch | undefined;
}

function checked(
  window: string,
  at: number,
  rule: PreparedRule,
  effort: Effort,
): Checked | undefined {
  const { placed } = rule;
  placed.lastIndex = at;
  const match = placed.exec(window);
  if (match === null) return undefined;
  const span = match.indices?.groups?.value ?? match.indices?.[0];
  if (span === undefined) return undefined;
  const [start, end] = span;
  const value = window.slice(start, end);
  const passes = rule.rule.check?.(value, match) ?? true;
  if (!passes) effort.left -= NEAR_MISS + match[0].length;
  return { start: match.index, value: passes ? { value, start, end } : undefined };
}

function shift(match: RuleMatch, by: number): RuleMatch {
  return { value: match.value, start: match.start + by, end: match.end + by };
}
