import { latin1 } from "../body/latin1.ts";
import type { Span } from "../context.ts";
import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import type { SoughtValue } from "./sought_value.ts";
import type { Work } from "./work.ts";

/**
 * The first places, `most` at most, where a value stands in some bytes, in any writing, from left to
 * right and without overlaps. `text` is the same bytes as latin1, made here where it is not at hand.
 * Every place where a writing could begin costs as much work as the value is long; without work left
 * the search ends.
 */
export function* findValue(
  bytes: Uint8Array,
  text: string | undefined,
  sought: SoughtValue,
  work: Work,
  most = Infinity,
): Steps<Span[]> {
  const { pattern, starts, value } = sought;
  const found: Span[] = [];
  work.left -= bytes.length;
  let known = text;
  let tried = 0;
  let pause: number = limits.scanStepBytes;
  for (let at = 0; found.length < most && work.left >= 0;) {
    const to = Math.min(bytes.length, pause);
    at = nextStart(starts, bytes, at, to);
    if (at >= bytes.length) break;
    if (at >= to || tried * value.length > limits.redactStepBytes) {
      pause = at + limits.scanStepBytes;
      tried = 0;
      yield;
      if (at >= to) continue;
    }
    tried++;
    work.left -= value.length;
    known ??= latin1(bytes);
    pattern.lastIndex = at;
    const end = pattern.test(known) ? pattern.lastIndex : at;
    if (end > at) found.push({ start: at, end });
    at = Math.max(end, at + 1);
  }
  return found;
}

/** The first place from `from` on where a writing can begin, `to` if none stands before that. */
function nextStart(starts: Uint8Array, bytes: Uint8Array, from: number, to: number): number {
  let first = bytes[from] ?? 0;
  for (let i = from; i < to; i++) {
    const second = bytes[i + 1] ?? 0;
    if (starts[(first << 8) | second] === 1) return i;
    first = second;
  }
  return to;
}
