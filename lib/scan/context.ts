const SHOWN_AROUND = 40;
const MASK = "********";

/** A stretch of a text that must not be shown. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * What stands round a value, with every value that was found in the text replaced by `********`. A span is
 * widened to the whole word it is part of, since a pattern may end before the credential does; `values`
 * are masked wherever else they stand. Line ends and bytes that are no ASCII show as blanks.
 */
export function context(
  text: string,
  around: Span,
  spans: readonly Span[],
  values: readonly string[],
): string {
  const from = Math.max(0, around.start - SHOWN_AROUND);
  const to = Math.min(text.length, around.end + SHOWN_AROUND);
  // Of thousands of spans only those are widened that can reach what is shown, and no further than that.
  const first = wordStart(text, from);
  const last = wordEnd(text, to);
  const hidden = [around, ...spans.filter(({ start, end }) => end >= first && start <= last)]
    .map((span) => widen(text, span, from, to))
    .filter((span) => span.end > from && span.start < to)
    .sort((a, b) => a.start - b.start);
  let shown = "";
  let at = from;
  for (const span of hidden) {
    if (span.end <= at) continue;
    if (span.start >= at) shown += text.slice(at, span.start) + MASK;
    at = span.end;
  }
  if (at < to) shown += text.slice(at, to);
  for (const value of values) shown = shown.replaceAll(value, MASK);
  return shown.replace(/[^\x20-\x7e]/g, " ").replace(/ {2,}/g, " ").trim();
}

/** The longest word that a value is widened to on either side. */
const MOST_WORD = 4096;

/** The span with the rest of its word, as far as `[from, to)` goes; it lies there or in a word that reaches it. */
function widen(text: string, span: Span, from: number, to: number): Span {
  let start = Math.max(from, Math.min(span.start, to));
  let end = Math.max(span.end, from);
  while (start > from && span.start - start < MOST_WORD && isWord(text.charCodeAt(start - 1))) {
    start--;
  }
  while (end < to && end - span.end < MOST_WORD && isWord(text.charCodeAt(end))) end++;
  return { start, end };
}

function wordStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < MOST_WORD && isWord(text.charCodeAt(start - 1))) start--;
  return start;
}

function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && end - at < MOST_WORD && isWord(text.charCodeAt(end))) end++;
  return end;
}

/** Letters, digits and what base64 and tokens hold beside them. `=` and `:` are left: names stand before them. */
function isWord(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) || code === 0x5f || code === 0x2d || code === 0x2b ||
    code === 0x2f || code === 0x2e || code >= 0x80;
}
