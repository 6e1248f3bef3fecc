/**
 * A pattern that reads like the sentence it looks for, as a sticky regular expression without regard to case.
 * `‹` is the beginning of a word and `›` its end, `_` what stands between two words, `~40` at most forty
 * characters of the same sentence. The rest is written as always.
 *
 * ```text
 * ‹(?:ignore|forget)_all_(?:instructions|rules)›
 * ```
 */
export function words(source: string): RegExp {
  const pattern = source.replace(PIECES, (piece, most: string | undefined) => {
    if (most !== undefined) return `[^.!?]{0,${most}}?`;
    if (piece === "‹") return WORD_START;
    if (piece === "›") return WORD_END;
    return piece === "_" ? GAP : piece;
  });
  return new RegExp(pattern, "iy");
}

/** A line end in a JSON string or in source code is written `\n`: its letter is no part of the word behind it. */
export const WORD_START = String.raw`(?:(?<![A-Za-z0-9])|(?<=\\[nrt]))`;
const WORD_END = "(?![A-Za-z0-9])";

/** Blanks, punctuation and mark-up (bytes beyond ASCII are typographic quotes), or an escaped line end. */
export const GAP = String.raw`(?:(?:[^A-Za-z0-9]|\\[nrt]){1,12})`;

/** What is written in another way, and what stays as it is: classes of characters and escaped characters. */
const PIECES = /\\.|\[(?:\\.|[^\]\\])*\]|~(\d{1,3})|[‹›_]/g;
