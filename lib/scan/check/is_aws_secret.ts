import { entropy } from "./entropy.ts";
import { isPlaceholder } from "./is_placeholder.ts";
import { isWordy } from "./is_wordy.ts";

/**
 * True if forty characters of base64 behind `match`'s words may be an AWS secret access key: neither a
 * digest nor a path. The key itself has no sign by which it is known.
 */
export function isAwsSecret(value: string, match: RegExpMatchArray): boolean {
  if (/sha|commit|hash|digest|etag|path|checksum/i.test(match[0].slice(0, -value.length))) {
    return false;
  }
  // Forty hex digits are a commit; forty random base64 characters are hardly ever without a digit.
  return entropy(value) >= 4 && /[A-Z]/.test(value) && /[a-z]/.test(value) &&
    !/^[A-Fa-f0-9]+$/.test(value) &&
    !isPlaceholder(value) && !isWordy(value);
}
