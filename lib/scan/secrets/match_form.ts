import { limits } from "../../limits.ts";
import { letterClasses } from "../walk/letter_classes.ts";
import type { SecretForm } from "./known_secrets.ts";

export interface FormMatch {
  /** Bytes of the text: from the first letter that agrees to after the last. */
  readonly start: number;
  readonly end: number;
  /** Whether the whole form stands there, or a piece that gives it away, or (only if `open`) neither yet. */
  readonly whole: boolean;
  /** Whether what agrees reaches the end of the bytes, so that more of the form may follow. */
  readonly open: boolean;
  /** Whether it gives the secret away: the whole, or a telling piece. */
  readonly telling: boolean;
}

/**
 * Compares a form with the text round a place where `count` of its letters from `offset` on were found,
 * the last of them at `last`. Bytes that are neither letters nor digits are passed over, up to the
 * stated largest gap. Undefined: what agrees is neither the whole nor a telling piece.
 */
export function matchForm(
  bytes: Uint8Array,
  limit: number,
  last: number,
  form: SecretForm,
  offset: number,
  count: number,
): FormMatch | undefined {
  const { reduced, telling } = form;
  let first = offset + count;
  let start = last + 1;
  let gap = 0;
  for (let i = last; i >= 0 && first > 0; i--) {
    const letter = letterClasses[bytes[i] ?? 0] ?? 0;
    if (letter === 0) {
      if (++gap > limits.scanGapBytes) break;
      continue;
    }
    if (letter !== letterClasses[reduced.charCodeAt(first - 1)]) break;
    gap = 0;
    first--;
    start = i;
  }
  if (first > offset) return undefined;
  let next = offset + count;
  let end = last + 1;
  gap = 0;
  let i = last + 1;
  for (; i < limit && next < reduced.length; i++) {
    const letter = letterClasses[bytes[i] ?? 0] ?? 0;
    if (letter === 0) {
      if (++gap > limits.scanGapBytes) break;
      continue;
    }
    if (letter !== letterClasses[reduced.charCodeAt(next)]) break;
    gap = 0;
    next++;
    end = i + 1;
  }
  const open = i === limit && next < reduced.length;
  const whole = first === 0 && next === reduced.length;
  const lastTelling = next - limits.knownSecretPieceLetters;
  let tells = whole;
  for (let i = first; i <= lastTelling && !tells; i++) tells = telling[i] === true;
  return { start, end, whole, telling: tells, open };
}
