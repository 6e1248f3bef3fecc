import { limits } from "../../limits.ts";
import type { Report } from "../text_scan.ts";
import type { Effort } from "./effort.ts";
import type { PreparedRule } from "./rule_literals.ts";
import { ruleSighting } from "./rule_sighting.ts";
import { searchWindow } from "./try_rule.ts";

/**
 * Windows of rules that can begin before their keyword. Those of one rule that overlap are searched as one, up
 * to a length that takes a millisecond or two; then the next begins before its own keyword as always.
 */
export interface OpenWindows {
  /** A keyword of `rule` stands at `start`. Called in order of `start` for each rule. */
  open(rule: PreparedRule, start: number): void;
  /** Searches what waits, one window in each step. */
  close(): Generator<void, void, void>;
}

interface Window {
  readonly from: number;
  to: number;
}

export function openWindows(text: string, effort: Effort, report: Report): OpenWindows {
  const waiting = new Map<PreparedRule, Window>();

  function search(rule: PreparedRule, from: number, to: number): void {
    for (const match of searchWindow(text, from, to, rule, effort)) {
      report.sighting(ruleSighting(rule, match, []));
    }
  }

  return {
    open(rule, start) {
      const from = Math.max(0, start - rule.before);
      const to = Math.min(text.length, start + rule.after);
      const last = waiting.get(rule);
      if (last !== undefined) {
        // The windows of one rule overlap by its own reach, so one that is cut is several times as long.
        const most = Math.max(limits.scanWindowBytes, 4 * (rule.before + rule.after));
        if (from <= last.to && to - last.from <= most) {
          last.to = to;
          return;
        }
        search(rule, last.from, last.to);
      }
      waiting.set(rule, { from, to });
    },
    close: () => closeAll(waiting, search),
  };
}

function* closeAll(
  waiting: Map<PreparedRule, Window>,
  search: (rule: PreparedRule, from: number, to: number) => void,
): Generator<void, void, void> {
  for (const [rule, { from, to }] of waiting) {
    search(rule, from, to);
    yield;
  }
  waiting.clear();
}
