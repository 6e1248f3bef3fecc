import { latin1 } from "../body/latin1.ts";
import { concat } from "../body/concat.ts";
import type { Span } from "../context.ts";
import type { Steps } from "../steps.ts";
import type { Text } from "../text_scan.ts";
import { REDACTED } from "./redacted.ts";

/** The text with each of the spans, which ascend and do not overlap, replaced by asterisks; the text itself if that changes nothing. */
export function* replaceSpans(source: Text, spans: readonly Span[]): Steps<Text> {
  const changing = spans.filter(({ start, end }) => source.text.slice(start, end) !== REDACTED);
  if (changing.length === 0) return source;
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (const { start, end } of changing) {
    pieces.push(source.bytes.subarray(from, start), ASTERISKS);
    from = end;
  }
  pieces.push(source.bytes.subarray(from));
  const bytes = yield* concat(pieces);
  return { text: latin1(bytes), bytes };
}

const ASTERISKS = new TextEncoder().encode(REDACTED);
