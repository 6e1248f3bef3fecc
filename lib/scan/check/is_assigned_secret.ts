import { entropy } from "./entropy.ts";
import { isPlaceholder } from "./is_placeholder.ts";
import { isSequence } from "./is_sequence.ts";
import { isWordy } from "./is_wordy.ts";

/**
 * True if a value that is assigned to a name such as `api_key` or `clientSecret` may be one: drawn by a
 * machine, and neither words, code, a path, a number nor a placeholder. `match` is the whole
 * assignment, from the telling part of the name on; `match.input` holds what stood before it.
 */
export function isAssignedSecret(value: string, match: RegExpMatchArray): boolean {
  // The cheap looks first: an agent may write thousands of candidates.
  return isMachineMade(value) && !isCode(value, match) && !isHarmlessName(match, value);
}

/** As above for passwords, which people make: shorter, with words in them, and signs. */
export function isAssignedPassword(value: string, match: RegExpMatchArray): boolean {
  if (isPlaceholder(value) || isSequence(value)) return false;
  if (isCode(value, match) || isHarmlessName(match, value)) return false;
  if (/^\d+$/.test(value) || DOCUMENTED.test(value)) return false;
  const letters = /[A-Za-z]/.test(value);
  const digits = /\d/.test(value);
  const signs = /[^A-Za-z0-9_.-]/.test(value);
  const quoted = isQuoted(match, value);
  if (letters && digits && signs) return entropy(value) >= 2.2;
  if (letters && digits) {
    // `blueTiger42` may be a name in code; as a password it has a capital inside or some digits.
    const isGiven = /=\s?$/.test(match[0].slice(0, match[0].length - value.length));
    const chosen = /\d{2}$/.test(value) && (quoted || (isGiven && /[a-z][A-Z]/.test(value)));
    return value.length >= 8 && entropy(value) >= 2.3 && (chosen || !isIdentifier(value)) &&
      (quoted || chosen || !isWordy(value));
  }
  if (letters && signs && quoted) {
    const typed = /[!@#$%^&*?]/.test(value);
    return value.length >= (typed ? 7 : 8) && entropy(value) >= 2.5 && (typed || !isWordy(value));
  }
  return value.length >= (quoted ? 10 : 12) && entropy(value) >= 2.9 && !isWordy(value) &&
    /[a-z]/.test(value) && /[A-Z]/.test(value);
}

function isMachineMade(whole: string): boolean {
  const value = whole.slice(0, LOOKED_AT);
  if (value.length < 8 || isPlaceholder(value) || isSequence(value)) return false;
  if (ALPHABET.test(value)) return false;
  const bits = entropy(value);
  if (/^[0-9a-f-]+$/i.test(value)) {
    return value.length >= 16 && bits >= 2.5 && /\d/.test(value) && /[a-f]/i.test(value);
  }
  if (isWordy(value) || isIdentifier(value)) return false;
  if (/\d/.test(value)) return bits >= (value.length < 14 ? 2.9 : 3.1) && /[A-Za-z]/.test(value);
  // Without a digit only what no word looks like: long, and of both cases or with signs.
  return value.length >= 16 && bits >= 3.4 && /[a-z]/.test(value) && /[^a-z]/.test(value);
}

/** The digits of a coding, as code that decodes base64 or base62 holds them. */
const ALPHABET = /^ABCDEFGHIJKLMNOPQRSTUVWXYZ|ZYXWVUTSRQPONMLKJIHGFEDCBA/;

/** Enough to tell; an agent chooses how long a value is. */
const LOOKED_AT = 96;

/** `oauth2_client`, `v1.2.3`, `my-app-2`, `2024-01-31T10:00:00Z`: pieces that are words, numbers or versions. */
function isIdentifier(value: string): boolean {
  const pieces = value.split(/[-_.:/=+ ]+/).filter((piece) => piece.length > 0);
  return pieces.every((piece) =>
    /^(?:[A-Za-z]{1,14}\d{0,5}|v?\d{1,12}[A-Za-z]{0,2}|[A-Z]\d+[A-Z]?)$/.test(piece)
  ) &&
    (pieces.length > 1 || /^[a-z]{3,14}\d{0,3}$|^v?\d+$/i.test(value));
}

/** Calls, members, types, paths, URLs, references. */
function isCode(value: string, match: RegExpMatchArray): boolean {
  if (
    /[({[]$|\(\)|::|=>|->|\?\.|\.\.|&&|\|\||^(?:https?|ftp|file|data|arn|urn):|:\/\//.test(value)
  ) return true;
  if (
    /^[./~]{1,3}[A-Za-z_.]|^[A-Za-z]:\\|^(?:[\w-]{1,40}\/){2,8}[\w.-]{0,40}\.[a-z]{1,5}$/.test(
      value,
    )
  ) return true;
  if (
    /^(?:this|self|process|config|req|request|res|params|props|state|env|os|args|options|event|ctx|context|user|data|settings|var|local|module|secrets?|vault|System|String|std|crypto|await|new|function|exports|module|null|true|false|None|nil)[.[(?]/i
      .test(value)
  ) {
    return true;
  }
  if (HOST.test(value) || value.startsWith("@") || LONGER_WORD.test(match[0])) return true;
  const quoted = isQuoted(match, value);
  // An argument or an element that is not quoted is a name.
  if (!quoted && /[,(]\s{0,24}$/.test(match[0].slice(0, match[0].length - value.length))) {
    return true;
  }
  // Whatever follows at once would be a call or an index.
  const after = String(match.input ?? "").charAt((match.index ?? 0) + match[0].length);
  return !quoted && /[([]/.test(after);
}

/** `dev.example.org:8080` */
const HOST = /^(?:[a-z0-9-]{1,40}\.){1,6}[a-z]{2,6}(?::\d{1,5})?$/;
/** `keyframe`, `keyboard`, `tokenizer`: the telling word is the beginning of another. */
const LONGER_WORD = /^(?:[Kk]ey|[Tt]oken)(?!s\b|val|id\b)[a-z]{2}/;

/** Names that hold the telling word and no credential. */
function isHarmlessName(match: RegExpMatchArray, value: string): boolean {
  const index = match.index ?? 0;
  const before = String(match.input ?? "").slice(Math.max(0, index - 24), index);
  const start = /[A-Za-z0-9_-]{0,24} ?$/.exec(before)?.[0] ?? "";
  const name = start + match[0].slice(0, match[0].length - value.length);
  return HARMLESS.test(name) || (NUMBERED.test(name) && UUID.test(value));
}

const HARMLESS =
  /public|keyid|publish|page|next|continu|cursor|sync_?token|resume|primary|foreign|sort|cache|partition|idempot|(?<![a-z])(?:max|min|num)_|total|(?<!ac)count|usage|_tokens|tokeniz|(?:key|token|secret|password|credential)s?[-_ ]?(?:id|ids|name|names|path|file|url|uri|type|length|size|hash|expir\w{0,8}|ttl|version|arn|label|field|prefix|env|var|store|ref|policy|format|regex|pattern|hint|count|index|alias|dir|prefix|class|header|provider|manager|endpoint|digest|fingerprint|salt)["'\]\\ :=)>]|chars|alphabet|charset|fingerprint|checksum|sha\d|digest|integrity|csrf|xsrf|react|hotkey|shortcut|keyboard|i18n|translat|locale|commit|etag|revision|hash|stop_token|token_type|\bauthor/i;

/** What is told apart by a UUID rather than kept secret: sessions of language models, requests. */
const NUMBERED = /(?:session|conversation|thread)_?id|request_?token/i;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function isQuoted(match: RegExpMatchArray, value: string): boolean {
  return /["'`]\s{0,2}$/.test(match[0].slice(0, match[0].length - value.length));
}

/** What documentation and tests write for a password. */
const DOCUMENTED =
  /^(?:p(?:ass|ass?w(?:or)?d|wd)|secret|test|testing|admin|root|user|guest|default|letme ?in|qwerty|hunter2|welcome|changeit|string|required|optional|hidden|masked|none|null|true|false|undefined)[\d!@#_.-]{0,4}$|p[a@4][s$5]{2}w[o0]?r?d/i;
