import { isRepeated } from "./is_repeated.ts";

/**
 * True if a value stands where a credential will stand: `your_api_key`, `xxxxxxxx`, `${TOKEN}`,
 * `<token>`, `changeme`, `AKIA...EXAMPLE`, `********`.
 */
export function isPlaceholder(value: string): boolean {
  const start = value.slice(0, LOOKED_AT);
  return isRepeated(start) || REFERENCE.test(start) || WORDS.test(start) ||
    YOUR.test(start);
}

/** Characters of a value that are looked at: placeholders are short, and an agent chooses how long a value is. */
const LOOKED_AT = 96;

/** References to a value kept elsewhere, in the notations of shells, templates and format strings. */
const REFERENCE =
  /\$\{|\$\(|\{\{|#\{|^\$[A-Za-z_]|^%[A-Za-z_]\w{0,60}%$|^<|>$|^\{[\w.]{0,60}\}$|%[sdv]$|\.\.\.|^@\w+@$/;

/** `ghp_yourGitHubTokenHere` */
const YOUR = /(?:^|[^A-Za-z])your[A-Z][a-z]/;

/** Words of four letters and more only: a random token of 40 holds a given one once in 30,000 times. */
const WORDS =
  /example|ex4mple|placeholder|(?:^|[^a-z])your(?:s|$|[^a-z])|your(?:api|key|token|secret|pass|access|client|account|name)|change_?-?(?:me|this|it)|dummy|redacted|insert[-_]|replace[-_]?(?:me|with|this)|(?:^|[-_])fake[-_]|[-_]fake(?:$|[-_])|sample[-_]|[-_]sample|my[-_](?:api|secret|token|key|pass|access|client|auth|super)|[x*#]{5,}|not[-_]?(?:a[-_]?)?real|to[-_]?be[-_]?|todo|fixme|goes[-_]?here|[-_]here\b|undefined|lorem|^(?:foobar|deadbeef|cafebabe|abc123|123abc){1,8}$|^(?:masked|hidden)|test[-_](?:key|token|secret|password|api)|(?:key|token|secret|password)[-_](?:test|here|value)|some[-_](?:key|token|secret|pass|api|random|long)|mock[-_]|super[-_]?secret|secret[-_]?(?:key|token)[-_]?$|this[-_]is/i;
