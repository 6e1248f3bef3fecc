import { CLASS_COUNT, letterClasses } from "./letter_classes.ts";

const LETTER_OF_CLASS = " abcdefghijklmnopqrstuvwxyz0123456789";

/** The text reduced to what the walk sees: ASCII letters in lower case and digits, nothing else. */
export function reduceText(text: string): string {
  let reduced = "";
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const letter = code < 256 ? letterClasses[code] ?? 0 : 0;
    if (letter > 0 && letter < CLASS_COUNT) reduced += LETTER_OF_CLASS.charAt(letter);
  }
  return reduced;
}
