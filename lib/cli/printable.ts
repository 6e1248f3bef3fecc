/**
 * A text that others wrote as a terminal may show it: on one line, with nothing that steers the
 * terminal or turns the direction of writing.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ");
}
