import type { Steps } from "../steps.ts";
import type { Text } from "../text_scan.ts";
import { redactText } from "./redact_text.ts";
import type { SoughtValue } from "./sought_value.ts";
import type { Work } from "./work.ts";

/**
 * Replaces several values in a text, in their order, and says which of them stood in it. One that went
 * with another (as its part, or as the same text in another writing) stood in it too. The text itself
 * is given where none does.
 */
export function* redactValues(
  source: Text,
  values: readonly SoughtValue[],
  work: Work,
): Steps<{ readonly result: Text; readonly located: ReadonlySet<string> }> {
  const located = new Set<string>();
  let result = source;
  for (const sought of values) {
    const rewritten = yield* redactText(result, sought, work);
    const stood = rewritten !== result ||
      (result !== source && (yield* redactText(source, sought, work)) !== source);
    if (stood) located.add(sought.value);
    result = rewritten;
  }
  return { result, located };
}
