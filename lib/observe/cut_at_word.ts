import { copied } from "./copied.ts";

/**
 * A text of no more than `most` characters, in memory of its own: of a longer one the whole words that fit,
 * and that there were more. Half a word could be half a secret, which no redaction knows.
 */
export function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return copied(text);
  const end = text.lastIndexOf(" ", most - MORE.length);
  return copied(text.slice(0, Math.max(0, end)) + MORE);
}

const MORE = " …";
