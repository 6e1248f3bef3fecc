import { redactText } from "./redact_text.ts";

/**
 * Replaces several values in a latin1 text, in their order, and says which of them stood in it. One
 * that went with another (as its part, or as the same text in another writing) stood in it too.
 */
export function redactValues(
  text: string,
  values: readonly string[],
): { readonly text: string; readonly located: ReadonlySet<string> } {
  const located = new Set<string>();
  let result = text;
  for (const value of values) {
    const rewritten = redactText(result, value);
    if (rewritten !== result || (result !== text && redactText(text, value) !== text)) {
      located.add(value);
    }
    result = rewritten;
  }
  return { text: result, located };
}
