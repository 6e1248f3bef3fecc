import { isPlaceholder } from "./is_placeholder.ts";

/**
 * True if the password of a URL or connection string may be one: not the name of a password, not a
 * reference to one, not the user's name again, not what documentation writes. `match.groups.user` is
 * the user, if the pattern has such a group.
 */
export function isUrlPassword(value: string, match: RegExpMatchArray): boolean {
  const user = match.groups?.user ?? "";
  if (value.length < 4 || value === user) return false;
  if (/[${}<>*()[\]]|^%[A-Za-z_]|^:|%[sdv]/.test(value) || isPlaceholder(value)) return false;
  return !COMMON.test(value);
}

/** Words that stand for a password in a thousand README files, with a digit or two behind. */
const COMMON =
  /^(?:my[-_]?|the[-_]?|db[-_]?|user[-_]?|your[-_]?|some[-_]?|test[-_]?|admin[-_]?|app[-_]?|root[-_]?)?(?:p(?:ass(?:w(?:or)?d|wd|phrase)?|wd|w)|secret|token|guest|admin|root|user(?:name)?|postgres(?:ql)?|mysql|mongo|redis|rabbitmq|minio(?:admin)?|sa|test(?:ing)?|foo|bar|baz|qux|hunter2|x-oauth-basic|key|api[-_]?key|none|null|empty|string|database|db|localhost|dev(?:elopment)?|prod|local|docker)\d{0,3}!?$/i;
