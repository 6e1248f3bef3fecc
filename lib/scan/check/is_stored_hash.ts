/**
 * True if a password hash stands where one is kept: behind a user's name and a colon (`/etc/shadow`,
 * htpasswd), given to a name such as `password`, or on a line of its own, as a dump of a table has it.
 * The hashes that tests and documentation of hashing are full of stand in code, in quotes.
 */
export function isStoredHash(value: string, match: RegExpMatchArray): boolean {
  const text = match.input ?? value;
  const start = text.indexOf(value, match.index ?? 0);
  const before = text.slice(Math.max(0, start - LOOKED_AT), start);
  if (KEPT.test(before)) return true;
  const after = text.slice(start + value.length, start + value.length + 2);
  return /(?:^|\r|\n|\\[nrt])$/.test(before) && /^(?:$|\r|\n|\\[nrt])/.test(after);
}

const LOOKED_AT = 48;
/** `root:`, `password: "`, `PASSWORD_HASH=`; a name that ends in `hash` alone is what tests call it. */
const KEPT =
  /[\w.-]:$|(?:passw(?:or)?d|passwd|pwd)\w{0,12}\\?["']?\]?\s{0,3}(?:=>|:=|[=:,])\s{0,3}\\?["']?$/i;
