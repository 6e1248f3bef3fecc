import type { Sighting } from "../sighting.ts";
import type { PreparedRule } from "./rule_literals.ts";
import type { RuleMatch } from "./try_rule.ts";

/** A match of a rule as a sighting; `written` says how the token was written where it stands. */
export function ruleSighting(
  { rule }: PreparedRule,
  match: RuleMatch,
  written: readonly string[],
): Sighting {
  return {
    detector: "token_patterns",
    kind: rule.id,
    what: rule.kind,
    written,
    contextual: rule.shape === "contextual",
    ...match,
  };
}
