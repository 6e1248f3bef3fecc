/**
 * A text with every character written out that steers a terminal, turns the direction of writing or
 * is not seen: `\u{1b}`. An agent chose part of what the operator reads. Blanks stay.
 */
export function visible(text: string): string {
  return text.replace(
    UNSEEN,
    (char) => char === " " ? char : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** Controls, format characters, unassigned and lone ones; separators; fillers that show as nothing. */
const UNSEEN = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu;
