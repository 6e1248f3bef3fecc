/** Bytes before a phrase in which what hides it must begin. */
export const LOOK_BACK = 2048;

/**
 * What keeps a person from seeing the phrase at `start`, in words: an HTML comment, an element that is not shown,
 * a terminal sequence that conceals. Undefined if it is in the open.
 */
export function unseenPlace(text: string, start: number): string | undefined {
  const before = text.slice(Math.max(0, start - LOOK_BACK), start);
  if (isOpen(before, "<!--", "-->")) return "HTML comment";
  if (before.lastIndexOf("[//]: #") > before.lastIndexOf("\n")) return "Markdown comment";
  if (isConcealed(before)) return "concealed terminal text";
  return isInHiddenElement(before) ? "element that is not shown" : undefined;
}

function isOpen(before: string, opening: string, closing: string): boolean {
  const at = before.lastIndexOf(opening);
  return at >= 0 && before.indexOf(closing, at) < 0;
}

/** `ESC [ 8 m` conceals until it is reset (ECMA-48, select graphic rendition); so does text in the colour of its ground, which is not told here. */
function isConcealed(before: string): boolean {
  const at = Math.max(
    before.lastIndexOf("\x1b[8m"),
    before.lastIndexOf("\x1b[8;"),
    before.lastIndexOf(";8m"),
  );
  if (at < 0) return false;
  const after = before.slice(at + 3);
  return ["\x1b[m", "\x1b[0m", "\x1b[28m"].every((reset) => !after.includes(reset));
}

function isInHiddenElement(before: string): boolean {
  let hiding: { readonly name: string; readonly end: number } | undefined;
  for (const match of before.matchAll(HIDING)) {
    hiding = { name: match[1] ?? "", end: match.index + match[0].length };
  }
  if (hiding === undefined) return false;
  return !before.slice(hiding.end).toLowerCase().includes(`</${hiding.name.toLowerCase()}`);
}

/** A tag with a style or attribute by which its content does not show. */
const HIDING =
  /<([a-z][a-z0-9]{0,15})\b[^<>]{0,300}?(?:display\s{0,2}:\s{0,2}none|visibility\s{0,2}:\s{0,2}hidden|font-size\s{0,2}:\s{0,2}(?:0|1)(?:px|pt|em|rem|%)?\s{0,2}[;"']|opacity\s{0,2}:\s{0,2}0(?:\.0{1,3})?\s{0,2}[;"']|[; "']color\s{0,2}:\s{0,2}(?:white|transparent|#fff(?:fff)?)\b|(?:left|top|text-indent)\s{0,2}:\s{0,2}-\d{3,6}|(?:width|height)\s{0,2}:\s{0,2}0(?:px)?\s{0,2}[;"']|\shidden(?=[\s=>])|aria-hidden\s{0,2}=\s{0,2}["']true|class\s{0,2}=\s{0,2}["'][^"'<>]{0,60}\b(?:sr-only|visually-hidden|hidden)\b)[^<>]{0,300}>/gi;
