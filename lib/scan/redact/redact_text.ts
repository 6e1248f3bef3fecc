import type { Steps } from "../steps.ts";
import type { Text } from "../text_scan.ts";
import { findValue } from "./find_value.ts";
import { redactRuns } from "./redact_runs.ts";
import { replaceSpans } from "./replace_spans.ts";
import type { SoughtValue } from "./sought_value.ts";
import { wholeRuns } from "./whole_runs.ts";
import type { Work } from "./work.ts";

/**
 * Replaces every occurrence of a value in a text, however its characters are written, and every run of
 * base64 or hex that holds it. Gives the text itself where the value does not stand in it.
 */
export function* redactText(source: Text, sought: SoughtValue, work: Work): Steps<Text> {
  const found = yield* findValue(source.bytes, source.text, sought, work);
  const spans = sought.encoded ? yield* wholeRuns(source, found) : found;
  const result = yield* replaceSpans(source, spans);
  return yield* redactRuns(result, sought, work);
}
