import { joined } from "./joined.ts";

/** A token is mostly cut in two or three, so that the pieces look like names or words. */
const LEAST_PIECES = 2;
const MOST_PIECES = 3;

/**
 * Every two and every three successive strings joined, each on a line of its own. Where all are joined,
 * the letters of what stands before and behind the pieces of a token stand beside it, and many patterns
 * do not let them.
 */
export function neighbours(strings: readonly string[]): string {
  const lines: string[] = [];
  for (let count = LEAST_PIECES; count <= MOST_PIECES; count++) {
    for (let first = 0; first + count <= strings.length; first++) {
      lines.push(joined(strings.slice(first, first + count)));
    }
  }
  return lines.join("\n");
}
