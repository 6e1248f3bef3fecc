import { isRandom } from "./is_random.ts";

/**
 * True if a match stands in the middle of one long random run of base64url: sealed data of language
 * models, of which megabytes go out with every turn, holds each short beginning now and then, with `-` or
 * `_` before it. A token has such a run on one side at most.
 */
export function isInsideRun(match: RegExpMatchArray): boolean {
  const text = match.input ?? "";
  const start = match.index ?? 0;
  const end = start + match[0].length;
  const before = text.slice(Math.max(0, start - FLANK), start);
  const after = text.slice(end, end + FLANK);
  return isRun(before) && isRun(after);
}

/** Characters on either side. Names and paths of this length have no digits, or one case, or other signs. */
const FLANK = 32;

function isRun(text: string): boolean {
  return text.length === FLANK && /^[A-Za-z0-9_-]+$/.test(text) && /\d/.test(text) &&
    /[a-z]/.test(text) && /[A-Z]/.test(text) && isRandom(text);
}
