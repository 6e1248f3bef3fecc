/**
 * A pattern that finds a value as it may be written in a path, a form, a JSON text or a header: every
 * character as itself, percent-encoded (up to four times), as `\u00XX`, or as an HTML entity, and those
 * that JSON escapes with their backslashes. Value and text are latin1. No character has two readings
 * of the same length, so a search takes time in proportion to the text; values for which that cannot
 * be said (many backslashes, percent signs or ampersands) and long ones are found in fewer writings.
 */
export function valuePattern(value: string): RegExp {
  const ambiguous = value.match(/[\\%&]/g)?.length ?? 0;
  const signs = value.length > MAX_LENGTH ? value.match(/[^A-Za-z0-9]/g)?.length ?? 0 : 0;
  const writing = ambiguous > MAX_AMBIGUOUS || signs > MAX_SIGNS
    ? exact
    : value.length > MAX_LENGTH
    ? usualWriting
    : anyWriting;
  const source = Array.from(value, writing).join("");
  return new RegExp(source, "g");
}

/** Each doubles the ways to read a text at worst. */
const MAX_AMBIGUOUS = 6;
/** A pattern of some thousands of signs is refused by the engine, in words that repeat it. A key of 8 KiB in PEM form has 450. */
const MAX_SIGNS = 1000;
/** A longer value is a key in PEM form or a JSON Web Token, of which every character would take 60. */
const MAX_LENGTH = 512;

function anyWriting(char: string): string {
  const code = char.charCodeAt(0);
  const hex = hexPattern(code);
  const writings = [written(char), `%(?:25){0,3}${hex}`];
  if (char === " ") writings.push("\\+");
  if (code < 0x80) writings.push(`\\\\{1,4}u00${hex}`, `&#(?:0{0,4}${code}|[xX]0{0,4}${hex});?`);
  const entity = ENTITIES.get(char);
  if (entity !== undefined) writings.push(entity);
  return `(?:${writings.join("|")})`;
}

/** Nobody encodes letters and digits by habit, so in long values they stand for themselves. */
function usualWriting(char: string): string {
  return /[A-Za-z0-9]/.test(char) ? char : anyWriting(char);
}

/** The character itself, with the backslashes that JSON puts before it or in its place. */
function written(char: string): string {
  switch (char) {
    case "\n":
      return "(?:\\n|\\\\{1,4}n)";
    case "\r":
      return "(?:\\r|\\\\{1,4}r)?";
    case "\t":
      return "(?:\\t|\\\\{1,4}t)";
    case '"':
    case "/":
      return `\\\\{0,4}${char}`;
    case "\\":
      return "(?:\\\\\\\\|\\\\)";
    default:
      return exact(char);
  }
}

function exact(char: string): string {
  return char.replace(/[$()*+.?[\\\]^{|}-]/g, "\\$&");
}

function hexPattern(code: number): string {
  const hex = code.toString(16).padStart(2, "0");
  return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&apos;"],
]);
