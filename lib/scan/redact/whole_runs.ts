import { limits } from "../../limits.ts";
import type { Span } from "../context.ts";
import type { Steps } from "../steps.ts";
import type { Text } from "../text_scan.ts";

/**
 * Each span, widened to the run of base64, base32 or hex that it is a part of, with its padding: what is left
 * of a run with a hole would decode to nonsense. A slash ends a run unless one stands within the span, so
 * that a secret in one segment of a path does not take the others with it. Spans ascend and do not
 * overlap, before and after.
 */
export function* wholeRuns({ text, bytes }: Text, spans: readonly Span[]): Steps<Span[]> {
  const runs: { start: number; end: number }[] = [];
  let pause: number = limits.scanStepBytes;
  let looked = 0;
  for (const span of spans) {
    const isRun = text.slice(span.start, span.end).includes("/") ? WITH_SLASH : WITHOUT_SLASH;
    const last = runs.at(-1);
    const least = last?.end ?? 0;
    let { start, end } = span;
    while (start > least && isRun[bytes[start - 1] ?? 0] === 1) {
      start--;
      if (++looked < pause) continue;
      pause = looked + limits.scanStepBytes;
      yield;
    }
    start = Math.min(span.start, start + escapeAt(text, start));
    end = Math.max(end, least);
    while (end < bytes.length && isRun[bytes[end] ?? 0] === 1) {
      end++;
      if (++looked < pause) continue;
      pause = looked + limits.scanStepBytes;
      yield;
    }
    end += PADDING.exec(text.slice(end, end + MOST_PADDING))?.[0].length ?? 0;
    if (last !== undefined && start <= last.end) last.end = end;
    else runs.push({ start, end });
  }
  return runs;
}

/** Characters from `at` on that end an escape which begins before it: the `n` of `\\n` is no part of a run. */
function escapeAt(text: string, at: number): number {
  const sign = text.charAt(at - 1);
  if (sign === "%") return 2;
  if (sign !== "\\") return 0;
  const letter = text.charAt(at);
  return letter === "u" ? 5 : letter === "x" ? 3 : 1;
}

const WITHOUT_SLASH = tableOf(/[A-Za-z0-9+_-]/);
const WITH_SLASH = tableOf(/[A-Za-z0-9+/_-]/);

/** As it is, percent-encoded, or as JSON may write it: six at most (RFC 4648 section 6). */
const PADDING = /^(?:=|%3[dD]|\\u003[dD]){0,6}/;
const MOST_PADDING = 36;

function tableOf(characters: RegExp): Uint8Array {
  return Uint8Array.from(
    { length: 256 },
    (_, code) => characters.test(String.fromCharCode(code)) ? 1 : 0,
  );
}
