import type { Rule } from "../rule.ts";
import { rot13 } from "../secrets/secret_forms.ts";
import { reduceText } from "../walk/reduce_text.ts";
import { type PatternHead, patternHeads } from "./pattern_heads.ts";

/** A rule with its pattern in the flags in which it is tried. */
export interface PreparedRule {
  readonly rule: Rule;
  readonly index: number;
  /** Tried at one place (`y`) if every match begins with one of the literals, else over a window (`g`). */
  readonly anchored: boolean;
  readonly pattern: RegExp;
  /** The same with `d`, to learn where the value stands once there is a match. */
  readonly placed: RegExp;
  readonly before: number;
  readonly after: number;
}

/** How the text was changed before the pattern is tried: not at all, or as agents do to hide a token. */
export type Twist = "plain" | "reversed" | "rot13";

export interface RuleLiteral {
  readonly rule: PreparedRule;
  readonly twist: Twist;
  /** What the walk looks for. */
  readonly literal: string;
  /** The beginning of a match, or a keyword, as it must stand in the text, in latin1. */
  readonly text: string;
  /** Whether its case counts. */
  readonly exact: boolean;
  /** Characters of a match before `text`. */
  readonly skip: number;
  /** Whether the token may be looked for in disguise (`lookDisguised`) where the text stands, and where only its letters do. */
  readonly disguise: "never" | "where it stands" | "anywhere";
  /** Whether its end can be the beginning of the same again, as in `AAAA`. */
  readonly overlaps: boolean;
  /** From the text's first character to its last letter or digit: the walk's hit stands there. */
  readonly lead: number;
}

/** A beginning with fewer letters and digits would stop the walk at every other word. */
const LEAST_HEAD_LETTERS = 3;
/** One with a single letter is searched for by itself. */
const LEAST_LETTERS = 2;
/** One that is looked for backwards or in rot13 has as many, and not three letters: words and base64 are full of those. */
const LEAST_TWISTED_LETTERS = 3;
/** One that is looked for by its letters alone has more. */
const LEAST_SCATTERED_LETTERS = 4;

const WINDOW_BEFORE = 64;
const WINDOW_AFTER = 512;

/** Rows made ready for the walk. A beginning with hardly a letter or digit has the literal "" (`Compiled.bare`). */
export function ruleLiterals(rules: readonly Rule[]): readonly RuleLiteral[] {
  return rules.flatMap((rule, index) => {
    const heads = anchorsOf(rule);
    const anchored = heads !== undefined;
    const flags = rule.pattern.flags.replace(/[gyd]/g, "") + (anchored ? "y" : "g");
    const prepared: PreparedRule = {
      rule,
      index,
      anchored,
      pattern: new RegExp(rule.pattern.source, flags),
      placed: new RegExp(rule.pattern.source, flags + "d"),
      before: rule.before ?? WINDOW_BEFORE,
      after: rule.after ?? WINDOW_AFTER,
    };
    if (heads === undefined) {
      const exact = rule.exactCase === true;
      return rule.keywords.map((text) => literalOf(prepared, "plain", text, exact));
    }
    const exact = !rule.pattern.ignoreCase;
    const plain = heads.map(({ text, skip }) => literalOf(prepared, "plain", text, exact, skip));
    return rule.shape === "structured" ? [...plain, ...twisted(prepared, heads)] : plain;
  });
}

/** The beginnings of all matches, if each is a good literal by itself or holds a keyword. */
function anchorsOf(rule: Rule): readonly PatternHead[] | undefined {
  const heads = patternHeads(rule.pattern);
  const isGood = ({ text }: PatternHead): boolean => {
    const letters = reduceText(text);
    if (letters.length >= LEAST_HEAD_LETTERS) return true;
    return letters.length > 0 &&
      rule.keywords.some((keyword) => text.toLowerCase().includes(keyword.toLowerCase()));
  };
  return heads !== undefined && heads.length > 0 && heads.every(isGood) ? heads : undefined;
}

function twisted(rule: PreparedRule, heads: readonly PatternHead[]): readonly RuleLiteral[] {
  return heads.flatMap(({ text, skip }) => {
    const letters = reduceText(text);
    if (skip > 0 || letters.length < LEAST_TWISTED_LETTERS || /^[a-z]{3}$/i.test(text)) return [];
    return [
      literalOf(rule, "reversed", [...text].reverse().join(""), true),
      ...(/[A-Za-z]/.test(text) ? [literalOf(rule, "rot13", rot13(text), true)] : []),
    ];
  });
}

function literalOf(
  rule: PreparedRule,
  twist: Twist,
  text: string,
  exact: boolean,
  skip = 0,
): RuleLiteral {
  const lead = Math.max(0, text.search(/[A-Za-z0-9][^A-Za-z0-9]*$/));
  const letters = reduceText(text);
  return {
    rule,
    twist,
    literal: letters.length < LEAST_LETTERS ? "" : letters,
    text,
    exact,
    skip,
    disguise: disguiseOf(rule, twist, text, skip),
    overlaps: overlapsItself(text),
    lead,
  };
}

/** Only a token with a beginning of its own can be told from chance; a short one must at least stand as written. */
function disguiseOf(
  { rule, anchored }: PreparedRule,
  twist: Twist,
  text: string,
  skip: number,
): RuleLiteral["disguise"] {
  const isOwn = rule.shape === "structured" && anchored && twist === "plain" && skip === 0;
  if (!isOwn || !/^[A-Za-z0-9]/.test(text)) return "never";
  return reduceText(text).length < LEAST_SCATTERED_LETTERS ? "where it stands" : "anywhere";
}

function overlapsItself(text: string): boolean {
  for (let shift = 1; shift < text.length; shift++) {
    if (text.startsWith(text.slice(shift))) return true;
  }
  return false;
}
