import { isCommonPassword } from "./is_common_password.ts";
import { isPlaceholder } from "./is_placeholder.ts";

/**
 * True if the password of a URL or connection string may be one: not the name of a password, not a
 * reference to one, not the user's name again, not what documentation writes. `match.groups.user` is
 * the user, if the pattern has such a group.
 */
export function isUrlPassword(value: string, match: RegExpMatchArray): boolean {
  const user = match.groups?.user ?? "";
  if (value.length < 4 || value === user) return false;
  if (/[{}<>()[\]]|^\*|\$[A-Za-z_]|^%[A-Za-z_]|^:|%[sdv]/.test(value) || isPlaceholder(value)) {
    return false;
  }
  // What is percent-encoded in an example is one word and another.
  return !value.split(/%[0-9A-Fa-f]{2}/).filter((part) => part !== "").every((part) =>
    isCommonPassword(part)
  );
}
