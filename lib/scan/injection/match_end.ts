import { latin1Text } from "../latin1_text.ts";
import type { Text } from "../text_scan.ts";
import type { Sign } from "./sign.ts";
import type { SignFilter } from "./sign_filter.ts";

/**
 * Where the sign's pattern ends that begins at `start`; -1 if it does not match there. `last` is what
 * `filter.endOfWays` says of the place. Where that is known, only the text round the match is made of the bytes,
 * with as much on either side as an assertion looks at.
 */
export function matchEnd(
  filter: SignFilter,
  { pattern }: Sign,
  source: Text,
  start: number,
  last: number,
): number {
  const from = last < 0 ? 0 : Math.max(0, start - filter.look - 1);
  const text = last < 0 ? source.text : latin1Text(
    source.bytes,
    from,
    Math.min(source.bytes.length, last + filter.look + 1),
  );
  pattern.lastIndex = start - from;
  return pattern.test(text) ? from + pattern.lastIndex : -1;
}
