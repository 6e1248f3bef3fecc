import { REDACTED } from "./redacted.ts";
import { redactRuns } from "./redact_runs.ts";
import { valuePattern } from "./value_pattern.ts";

/**
 * Replaces every occurrence of a value in a latin1 text, however its characters are written, and every
 * run of base64 or hex that holds it. Gives the text itself where the value does not stand in it.
 */
export function redactText(text: string, value: string): string {
  const pattern = valuePattern(value);
  return redactRuns(text.replace(pattern, REDACTED), pattern, value.length);
}
