import { type Automaton, buildAutomaton, ROW_SHIFT } from "../walk/automaton.ts";
import { reduceText } from "../walk/reduce_text.ts";
import type { Sign } from "./sign.ts";
import { type SignFilter, signFilter } from "./sign_filter.ts";
import { unfinishedPattern } from "./unfinished_pattern.ts";
import { WORD_START } from "./words.ts";

/** A keyword of signs: letters and digits, which the walk puts together whatever stands between them. */
export interface Keyword {
  readonly letters: number;
  /** The group of its signs in the filter. */
  readonly group: number;
  /** Whether all its signs begin where a word does. */
  readonly isWord: boolean;
}

/** Signs made ready: built once, used for every text. */
export interface CompiledSigns {
  readonly automaton: Automaton;
  /** By state of the automaton: the keywords that end there. */
  readonly keywords: readonly (readonly Keyword[])[];
  readonly filter: SignFilter;
  /** Letters of the longest keyword. */
  readonly mostLetters: number;
  /** Whether more letters may make a longer keyword of what was walked. */
  goesOn(state: number): boolean;
  /** What tells whether a sign's pattern waits for more text; made when it is first asked for. */
  unfinished(sign: Sign): RegExp;
}

export function compileSigns(signs: readonly Sign[]): CompiledSigns {
  const byLiteral = new Map<string, Set<Sign>>();
  for (const sign of signs) {
    for (const keyword of sign.keywords) {
      const literal = toLiteral(keyword);
      const known = byLiteral.get(literal);
      if (known === undefined) byLiteral.set(literal, new Set([sign]));
      else known.add(sign);
    }
  }
  const groups = [...byLiteral.values()].map((group) => [...group]);
  const automaton = buildAutomaton([...byLiteral.keys()]);
  const all = [...byLiteral].map(([literal, group], index): Keyword => ({
    letters: reduceText(literal).length,
    group: index,
    isWord: [...group].every(({ pattern }) => pattern.source.startsWith(WORD_START)),
  }));
  const keywords = automaton.outputs.map((outputs) =>
    outputs.flatMap((index) => all[index] ?? [])
      // The longest first, so that in order of beginnings.
      .sort((a, b) => b.letters - a.letters)
  );
  const patterns = new Map<Sign, RegExp>();
  return {
    automaton,
    keywords,
    filter: signFilter(signs, groups),
    mostLetters: all.reduce((most, { letters }) => Math.max(most, letters), 0),
    goesOn: (state) => goesOn(automaton, state),
    unfinished(sign) {
      let pattern = patterns.get(sign);
      if (pattern === undefined) patterns.set(sign, pattern = unfinishedPattern(sign.pattern));
      return pattern;
    },
  };
}

/** Letters and digits, and a sign of a chat template's marks behind them: without it `inst` is in every other word. */
function toLiteral(keyword: string): string {
  return reduceText(keyword) + (/[|>\]]$/.exec(keyword)?.[0] ?? "");
}

function goesOn({ table, depth }: Automaton, state: number): boolean {
  const letters = depth[state] ?? 0;
  const row = state << ROW_SHIFT;
  return table.subarray(row, row + (1 << ROW_SHIFT)).some((next) => (depth[next] ?? 0) > letters);
}
