import { isSequence } from "./is_sequence.ts";
import { isWordy } from "./is_wordy.ts";

/**
 * True for what stands for a password in a thousand README files: `password1`, `P@ssw0rd`, `test123`,
 * `12345678`, `the-token-you-copied`, a name of where it is kept (`secrets.DB`).
 */
export function isCommonPassword(value: string): boolean {
  if (WORDS.test(value) || COUNTED.test(value) || isSequence(value)) return true;
  return REFERENCE.test(value) || (JOINED.test(value) && isWordy(value));
}

const WORDS =
  /^(?:my[-_]?|super[-_]?|the[-_]?|db[-_]?|user[-_]?|your[-_]?|some[-_]?|test[-_]?|admin[-_]?|app[-_]?|root[-_]?)?(?:p(?:ass(?:w(?:or)?d|wd|phrase)?|wd|w)|secret|token|guest|admin|root|user(?:name)?|postgres(?:ql)?|mysql|mongo|redis|rabbitmq|minio(?:admin)?|sa|test(?:ing)?|foo|bar|baz|qux|hunter2|foobar(?:baz)?|required|change[-_]?it|letmein|qwerty|welcome|x-oauth-basic|key|api[-_]?key|none|null|empty|string|database|db|localhost|dev(?:elopment)?|prod|local|docker)\d{0,3}!?$/i;
const COUNTED =
  /^(?:abc(?:def)?|pass|p[a@][s$5]{2}w[o0]r?d|[a-z]{0,2}-?)?(?:0*1234?5?6?7?8?9?0?)?!?$/i;
const REFERENCE = /^(?:process|secrets?|settings|config|env|vault|arn|op|file)[.:]/i;
const JOINED = /^[a-z]{1,12}(?:[-_][a-z]{1,12}){1,8}$/i;
