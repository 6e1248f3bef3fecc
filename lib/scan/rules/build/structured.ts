import type { Rule } from "../../rule.ts";
import { isInsideRun } from "../../check/is_inside_run.ts";
import { isRandom } from "../../check/is_random.ts";
import { afterEscape } from "./after_escape.ts";
import { dummy } from "./dummy.ts";

/**
 * A row for a credential with a shape of its own. Unless told otherwise its keywords count in exactly
 * their case, and what follows the keyword in the value must look random; a part of a longer random run
 * is none. `match` and `miss` are the examples in the notation of `dummy`; a `miss` that every such row
 * has is the keyword by itself.
 */
export function structured(row: {
  readonly id: string;
  readonly kind: string;
  readonly keywords: readonly string[];
  readonly pattern: RegExp;
  readonly exactCase?: boolean;
  readonly check?: Rule["check"];
  readonly before?: number;
  readonly after?: number;
  readonly match: readonly string[];
  readonly miss?: readonly string[];
}): Rule {
  const { match, miss = [], check, ...rest } = row;
  const looksReal = check ?? ((value) => isRandom(withoutKeyword(value, row.keywords)));
  return {
    exactCase: true,
    ...rest,
    check: (value, found) => looksReal(value, found) && !isInsideRun(found),
    pattern: afterEscape(row.pattern),
    shape: "structured",
    examples: {
      match: match.map(dummy),
      miss: [...row.keywords, ...miss.map(dummy)],
    },
  };
}

function withoutKeyword(value: string, keywords: readonly string[]): string {
  for (const keyword of keywords) {
    if (value.startsWith(keyword)) return value.slice(keyword.length);
  }
  return value;
}
