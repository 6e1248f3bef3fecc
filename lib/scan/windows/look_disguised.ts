import type { Text } from "../text_scan.ts";
import type { Effort } from "./effort.ts";
import { evenlyCut } from "./evenly_cut.ts";
import type { RuleLiteral } from "./rule_literals.ts";
import { type RuleMatch, tryRuleAt } from "./try_rule.ts";

export interface Disguised {
  readonly match: RuleMatch;
  /** In words: how the token was written. */
  readonly how: string;
}

/**
 * A token with a fixed beginning that was made unlike itself: its case changed, or cut into even pieces.
 * `first` is where the letters of the beginning begin; `recased` tells that they stand there in another case.
 */
export function lookDisguised(
  source: Text,
  first: number,
  recased: boolean,
  literal: RuleLiteral,
  effort: Effort,
): Disguised | undefined {
  const { text } = source;
  if (recased) {
    const match = tryRecased(text, first, literal, effort);
    if (match !== undefined) return { match, how: "case changed" };
  }
  for (const { text: joined, end } of evenlyCut(source, first)) {
    effort.left -= joined.length;
    const match = tryRuleAt(joined, 0, literal.rule, effort);
    if (match !== undefined && hasDigits(match.value)) {
      return { match: placed(text, first, end), how: "cut into pieces" };
    }
  }
  return undefined;
}

function tryRecased(
  text: string,
  first: number,
  literal: RuleLiteral,
  effort: Effort,
): RuleMatch | undefined {
  const next = first + literal.text.length;
  effort.left -= GLANCE / 4;
  if (INSIDE.test(text.slice(Math.max(0, first - 2), first))) return undefined;
  if (!hasDigits(text.slice(next, next + GLANCE))) return undefined;
  ONE_WORD.lastIndex = next;
  const word = ONE_WORD.exec(text)?.[0] ?? "";
  const written = text.slice(first, first + literal.text.length) + word;
  effort.left -= 4 * written.length;
  for (const recased of recasings(written, literal.text)) {
    const match = tryRuleAt(recased, 0, literal.rule, effort);
    // A token ends where its word ends: in base64 any beginning stands somewhere, in some case.
    const ends = match !== undefined && !LETTER.test(recased.charAt(match.end));
    if (ends && hasDigits(match.value)) {
      const found = placed(text, first + match.start, first + match.end);
      return isInBase64(text, found) ? undefined : found;
    }
  }
  return undefined;
}

/** What stands before a beginning in the middle of something else; an escaped line end does not. */
const INSIDE = /(?:^|[^\\])[A-Za-z0-9_+-]$/;
const LETTER = /[A-Za-z0-9]/;

/** Slashes and plus signs cut the base64 of random bytes into words, as they do paths, whose words are names. */
function isInBase64(text: string, { start, end }: RuleMatch): boolean {
  return [text.slice(Math.max(0, start - FLANK), start), text.slice(end, end + FLANK)]
    .every((side) =>
      side.length === FLANK && /^[A-Za-z0-9+/]+$/.test(side) && /\d/.test(side) &&
      /[a-z]/.test(side) && /[A-Z]/.test(side)
    );
}

const FLANK = 16;

/** Where a token shows its first digits. */
const GLANCE = 40;

/** What follows the beginning of a token that is in one piece. */
const ONE_WORD = /[\w.+/=-]{8,600}/y;

/** Words put together or set in capitals have no digits. */
const LEAST_DIGITS = 2;

function hasDigits(text: string): boolean {
  let count = 0;
  for (let i = 0; i < text.length && count < LEAST_DIGITS; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x30 && code <= 0x39) count++;
  }
  return count >= LEAST_DIGITS;
}

/** The text as it may have been: case swapped, only the beginning's case changed, all in one case. */
function* recasings(written: string, beginning: string): Generator<string, void, void> {
  // Of a long text only the beginning is swapped first: mostly it is not the one.
  if (swapCase(written.slice(0, beginning.length)) === beginning) yield swapCase(written);
  const rest = written.slice(beginning.length);
  yield beginning + rest;
  yield beginning + rest.toLowerCase();
  yield beginning + rest.toUpperCase();
}

function swapCase(text: string): string {
  return text.replace(/[A-Za-z]/g, (char) => char < "a" ? char.toLowerCase() : char.toUpperCase());
}

function placed(text: string, start: number, end: number): RuleMatch {
  return { value: text.slice(start, end), start, end };
}
