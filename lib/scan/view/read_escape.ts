import { HEX_VALUE } from "./byte_classes.ts";

/** An escape that stands at a place in a text: what it means and how long it is. */
export interface Escape {
  readonly kind: "percent" | "escaped" | "HTML entities";
  /** A byte for `%41` and `\x41`, a code point for the others. */
  readonly code: number;
  readonly isByte: boolean;
  readonly length: number;
}

const PERCENT = 0x25, AMPERSAND = 0x26, BACKSLASH = 0x5c;

/** The escape at `at`, undefined if there is none: `%41`, `%u0041`, `\x41`, `\u0041`, `\u{41}`, `\101`, `&#65;`, `&#x41;`, `&lowbar;`. */
export function readEscape(text: string, at: number): Escape | undefined {
  switch (text.charCodeAt(at)) {
    case PERCENT:
      return readPercent(text, at);
    case BACKSLASH:
      return readBackslash(text, at);
    case AMPERSAND:
      return readEntity(text, at);
    default:
      return undefined;
  }
}

function readPercent(text: string, at: number): Escape | undefined {
  const byte = hex(text, at + 1, 2);
  if (byte >= 0) return { kind: "percent", code: byte, isByte: true, length: 3 };
  if ((text.charCodeAt(at + 1) | 0x20) !== 0x75) return undefined;
  const code = hex(text, at + 2, 4);
  return code < 0 ? undefined : { kind: "percent", code, isByte: false, length: 6 };
}

/** More backslashes than one are the same escape inside quoted text inside quoted text. */
const MOST_BACKSLASHES = 16;

function readBackslash(text: string, at: number): Escape | undefined {
  let next = at + 1;
  while (text.charCodeAt(next) === BACKSLASH && next - at < MOST_BACKSLASHES) next++;
  const escape = (code: number, isByte: boolean, end: number): Escape | undefined =>
    code < 0 ? undefined : { kind: "escaped", code, isByte, length: end - at };
  const letter = text.charAt(next);
  if (letter === "x") return escape(hex(text, next + 1, 2), true, next + 3);
  if (letter === "U") return escape(hex(text, next + 1, 8), false, next + 9);
  if (letter === "u" && text.charAt(next + 1) === "{") {
    const close = text.indexOf("}", next + 2);
    const digits = close - next - 2;
    if (digits < 1 || digits > 6) return undefined;
    return escape(hex(text, next + 2, digits), false, close + 1);
  }
  if (letter === "u") return readUnits(text, next, escape);
  const octal = /^[0-3][0-7]{2}/.exec(text.slice(next, next + 3));
  return octal === null ? undefined : escape(parseInt(octal[0], 8), true, next + 3);
}

/** `\u0041`, or two of them that make one code point beyond the first plane. */
function readUnits(
  text: string,
  at: number,
  escape: (code: number, isByte: boolean, end: number) => Escape | undefined,
): Escape | undefined {
  const high = hex(text, at + 1, 4);
  const low = high >= 0xd800 && high < 0xdc00 && text.startsWith("\\u", at + 5)
    ? hex(text, at + 7, 4)
    : -1;
  if (low < 0xdc00 || low > 0xdfff) return escape(high, false, at + 5);
  return escape(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00), false, at + 11);
}

function readEntity(text: string, at: number): Escape | undefined {
  // Most of what follows an ampersand is no entity: two letters tell, without a pattern.
  const first = text.charCodeAt(at + 1) | 0x20;
  const second = text.charCodeAt(at + 2) | 0x20;
  if (first !== NUMBER_SIGN && !ENTITY_BEGINNINGS.has((first << 8) | second)) return undefined;
  const entity = /^&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z]{2,8}));?/.exec(
    text.slice(at, at + 12),
  );
  if (entity === null) return undefined;
  const [whole, decimal, hexadecimal, name] = entity;
  const code = name !== undefined
    ? ENTITIES[name.toLowerCase()]
    : decimal !== undefined
    ? Number(decimal)
    : parseInt(hexadecimal ?? "", 16);
  if (code === undefined || code > 0x10ffff) return undefined;
  return { kind: "HTML entities", code, isByte: false, length: whole.length };
}

/** Entities for what tokens and assignments are made of (HTML, named character references). */
const ENTITIES: Readonly<Record<string, number>> = {
  amp: 0x26,
  apos: 0x27,
  colon: 0x3a,
  commat: 0x40,
  dash: 0x2d,
  dollar: 0x24,
  equals: 0x3d,
  gt: 0x3e,
  hyphen: 0x2d,
  lowbar: 0x5f,
  lt: 0x3c,
  nbsp: 0x20,
  newline: 0x0a,
  num: 0x23,
  percnt: 0x25,
  period: 0x2e,
  plus: 0x2b,
  quot: 0x22,
  shy: 0xad,
  sol: 0x2f,
  tab: 0x09,
  underbar: 0x5f,
  zwj: 0x200d,
  zwnj: 0x200c,
};

const NUMBER_SIGN = 0x23;
/** The first two letters of every name, as one number. */
const ENTITY_BEGINNINGS: ReadonlySet<number> = new Set(
  Object.keys(ENTITIES).map((name) => (name.charCodeAt(0) << 8) | name.charCodeAt(1)),
);

/** The number of `digits` hex digits, -1 if one of them is none. */
function hex(text: string, at: number, digits: number): number {
  let value = 0;
  for (let i = 0; i < digits; i++) {
    const digit = HEX_VALUE[text.charCodeAt(at + i)] ?? 16;
    if (digit > 15) return -1;
    value = value * 16 + digit;
  }
  return value;
}
