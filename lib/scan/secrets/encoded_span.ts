import type { Span } from "../context.ts";
import type { Shared } from "./secret_forms.ts";

/**
 * Where a form of a known secret in base64 or base32 stands as a whole, padding included. The walk
 * compares letters and digits that depend on the secret alone: a sign at either end is not among them, nor
 * is a character of which only some bits are the secret's. Line ends may stand before each.
 *
 * @param found where the form's letters stand; without `beside` this is all there is
 */
export function encodedSpan(text: string, found: Span, beside: Shared | undefined): Span {
  let { start, end } = found;
  if (beside === undefined) return { start, end };
  for (let left = beside.before; left > 0; left--) {
    const before = CHARACTER_BEFORE.exec(text.slice(Math.max(0, start - LOOKED_AT), start));
    if (before === null) break;
    start -= before[0].length;
  }
  const lengthAfter = (pattern: RegExp): number =>
    pattern.exec(text.slice(end, end + LOOKED_AT))?.[0].length ?? 0;
  for (let left = beside.after; left > 0; left--) end += lengthAfter(CHARACTER_AFTER);
  if (beside.after > 0) end += lengthAfter(PADDING);
  return { start, end };
}

const LOOKED_AT = 32;
/** A line end as it is, or as JSON writes it. */
const LINE_END = String.raw`(?:\r|\n|\\[rn]){0,2}`;
const CHARACTER_BEFORE = new RegExp(String.raw`(?<!\\)[A-Za-z0-9+/_-]${LINE_END}$`);
const CHARACTER_AFTER = new RegExp(`^${LINE_END}[A-Za-z0-9+/_-]`);
/** One or two of base64, up to six of base32 (RFC 4648 sections 4 and 6). */
const PADDING = new RegExp(`^(?:${LINE_END}=){0,6}`);
