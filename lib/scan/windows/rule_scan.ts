import { limits } from "../../limits.ts";
import type { Report, Text } from "../text_scan.ts";
import { letterClasses } from "../walk/letter_classes.ts";
import { beginningChain } from "./beginning_chain.ts";
import { type Effort, effortFor } from "./effort.ts";
import { lookDisguised } from "./look_disguised.ts";
import { lookTwisted } from "./look_twisted.ts";
import { type OpenWindows, openWindows } from "./open_windows.ts";
import type { RuleLiteral } from "./rule_literals.ts";
import { ruleSighting } from "./rule_sighting.ts";
import { standsAt } from "./stands_at.ts";
import { type RuleMatch, tryRuleAt } from "./try_rule.ts";

/** The rules' side of a text's scan. */
export interface RuleScan {
  /** The letters of `literal` end at `last`: perhaps it stands there. Called in order of `last`. */
  at(literal: RuleLiteral, last: number): void;
  /** Tries what waits; gives a turn after some places. */
  finish(): Generator<void, void, void>;
}

/** @param bare literals that the walk does not see, searched for at the end */
export function ruleScan(
  source: Text,
  bare: readonly RuleLiteral[],
  report: Report,
): RuleScan {
  const { text, bytes } = source;
  const effort = effortFor(text.length);
  const windows = openWindows(text, effort, report);
  const standing = beginningChain<RuleLiteral>(tryStanding);
  const recased = beginningChain<RuleLiteral>((literal, at) => tryDisguised(literal, at, true));
  /** Where the last match of a rule ended: hits before it tell nothing new. */
  const ends = new Map<number, number>();

  function tryStanding(literal: RuleLiteral, start: number): void {
    const { rule, twist } = literal;
    if (start < (ends.get(rule.index) ?? 0) || effort.left < 0) return;
    if (twist !== "plain") {
      return tell(literal, lookTwisted(source, start, literal, effort), [twist]);
    }
    if (!rule.anchored) return windows.open(rule, start);
    const match = tryRuleAt(text, start - literal.skip, rule, effort);
    if (match !== undefined) tell(literal, match, []);
    else if (literal.disguise !== "never") tryDisguised(literal, start, false);
  }

  function tryDisguised(literal: RuleLiteral, start: number, isRecased: boolean): void {
    if (start < (ends.get(literal.rule.index) ?? 0) || effort.left < 0) return;
    const found = lookDisguised(source, start, isRecased, literal, effort);
    if (found !== undefined) tell(literal, found.match, [found.how]);
  }

  function tell(
    { rule }: RuleLiteral,
    match: RuleMatch | undefined,
    written: readonly string[],
  ): void {
    if (match === undefined) return;
    ends.set(rule.index, match.end);
    report.sighting(ruleSighting(rule, match, written));
  }

  /** Where the letters begin that the walk has put together, if there are gaps between them; else -1. */
  function firstScattered(last: number, letters: number): number {
    let left = letters;
    for (let i = last, gap = 0; i >= 0 && gap <= limits.scanGapBytes; i--) {
      if (letterClasses[bytes[i] ?? 0] === 0) {
        gap++;
        continue;
      }
      gap = 0;
      if (--left > 0) continue;
      // Letters that stand together are not cut: other signs stand round them, which is another text.
      return last - i < letters ? -1 : i;
    }
    return -1;
  }

  return {
    at(literal, last) {
      const start = last - literal.lead;
      const how = standsAt(bytes, text.length, start, literal.text);
      if (how === "exact" || (how === "folded" && !literal.exact)) {
        if (literal.overlaps) standing.add(literal, start, literal.text.length);
        else tryStanding(literal, start);
        return;
      }
      if (literal.disguise === "never") return;
      if (how === "folded") {
        if (literal.overlaps) recased.add(literal, start, literal.text.length);
        else tryDisguised(literal, start, true);
        return;
      }
      if (literal.disguise !== "anywhere") return;
      const first = firstScattered(last, literal.literal.length);
      if (first >= 0) tryDisguised(literal, first, false);
    },
    finish() {
      standing.close();
      recased.close();
      return finishSteps(text, bare, tryStanding, windows, effort, report);
    },
  };
}

function* finishSteps(
  text: string,
  bare: readonly RuleLiteral[],
  tryStanding: (literal: RuleLiteral, start: number) => void,
  windows: OpenWindows,
  effort: Effort,
  report: Report,
): Generator<void, void, void> {
  let places = 0;
  for (const literal of bare) {
    for (let at = text.indexOf(literal.text); at >= 0;) {
      tryStanding(literal, at);
      if (++places % limits.scanStepPlaces === 0) yield;
      at = text.indexOf(literal.text, at + 1);
    }
  }
  yield* windows.close();
  if (effort.left < 0) report.refusal("more that resembles credentials than can be looked at");
}
