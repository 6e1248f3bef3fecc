import type { Sign } from "./sign.ts";

/** Words that demands are made of; digits in them stand for letters. */
const WORDS = ["ignore", "disregard", "previous", "instructions", "password", "system", "reveal"];

const DIGITS: Readonly<Record<string, string>> = { a: "4", e: "3", i: "1", o: "0", s: "5", t: "7" };
const LETTERS: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  "$": "s",
  "!": "i",
};

/** At least this many letters of a word are digits in all ways of writing that are looked for: all of a kind. */
function disguises(word: string): readonly string[] {
  const kinds = Object.keys(DIGITS).filter((letter) => word.includes(letter));
  const all: string[] = [];
  for (let mask = 1; mask < 1 << kinds.length; mask++) {
    let written = word;
    kinds.forEach((letter, bit) => {
      if ((mask & (1 << bit)) !== 0) written = written.replaceAll(letter, DIGITS[letter] ?? letter);
    });
    all.push(written);
  }
  return all;
}

/** Tells that digits stand for letters; what they say is looked at then. */
export const digitsForLetters: Sign = {
  id: "digits-for-letters",
  kind: "word in which digits stand for letters",
  strength: "faint",
  keywords: WORDS.flatMap(disguises),
  pattern: /[a-z0-9]{6,14}/iy,
  examples: { match: ["1gn0r3 all", "d1sr3g4rd"], miss: ["ignore all", "1234567"] },
};

/** Bytes on either side of such a word that are read as it is. */
export const LETTERS_REACH = 300;

/** The text round `at` with letters for digits, in words that have letters. */
export function lettersForDigits(text: string, at: number): string {
  return text.slice(Math.max(0, at - LETTERS_REACH), at + LETTERS_REACH)
    .replace(
      /[A-Za-z0-9@$!]{1,40}/g,
      (word) =>
        /[A-Za-z]/.test(word)
          ? word.replace(/[013457@$!]/g, (digit) => LETTERS[digit] ?? digit)
          : word,
    );
}
