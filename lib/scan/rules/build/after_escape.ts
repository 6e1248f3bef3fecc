/**
 * A pattern whose boundaries before a token also hold after an escaped line end: in a file's text that
 * stands inside a JSON string, `\n` comes before a token at the start of a line, and its `n` is a letter
 * to `(?<![A-Za-z0-9])`. Other lookbehinds stay as they are.
 */
export function afterEscape(pattern: RegExp): RegExp {
  const source = pattern.source.replace(
    /\(\?<!(\[(?:[^\]\\]|\\.)+\])\)/g,
    (_, before) => String.raw`(?<!${before}(?<!\\[nrt]))`,
  );
  return new RegExp(source, pattern.flags);
}
