/**
 * True if a password hash stands where one is kept: behind a user's name and a colon (`/etc/shadow`,
 * htpasswd), given to a name such as `password`, or by itself on a line or in a form, as a dump of a
 * table has it. The hashes that tests and documentation of hashing are full of stand in code, in
 * quotes.
 */
export function isStoredHash(value: string, match: RegExpMatchArray): boolean {
  const text = match.input ?? value;
  const start = text.indexOf(value, match.index ?? 0);
  const before = text.slice(Math.max(0, start - LOOKED_AT), start);
  if (KEPT.test(before)) return true;
  const after = text.slice(start + value.length, start + value.length + 2);
  return OWN_START.test(before) && OWN_END.test(after);
}

const LOOKED_AT = 48;
/** `root:`, `password: "`, `PASSWORD_HASH=`; a name that ends in `hash` alone is what tests call it. */
const KEPT =
  /[\w.-]:$|(?:passw(?:or)?d|passwd|pwd)\w{0,12}\\{0,3}["']?\]?\s{0,3}(?:=>|:=|[=:,])\s{0,3}\\{0,3}["']?$/i;
/** By itself: on a line, escaped or not, between other control characters, as the value of a form. */
const OWN_START = /(?:^|[^ -\xff]|\\[nrt]|(?:^|[?&])[\w.-]{1,40}=)$/;
const OWN_END = /^(?:$|[^ -\xff]|&|\\[nrt])/;
