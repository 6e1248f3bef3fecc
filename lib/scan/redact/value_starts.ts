/**
 * With which two bytes a writing of a value can begin, as `valuePattern` knows them: 1 at
 * `first << 8 | second`. Few places of a text begin so, and the pattern is tried there only. It may
 * hold more than the pattern takes, never less.
 */
export function valueStarts(value: string): Uint8Array {
  const starts = new Uint8Array(1 << 16);
  addStarts(starts, value, 0);
  return starts;
}

function addStarts(starts: Uint8Array, value: string, at: number): void {
  const char = value[at];
  if (char === undefined) return;
  const code = char.charCodeAt(0);
  const next = firstBytes(value, at + 1);
  const add = (first: string, seconds: Iterable<string>) => {
    for (const second of seconds) starts[(first.charCodeAt(0) << 8) | second.charCodeAt(0)] = 1;
  };
  add(char, next);
  if (char === " ") add("+", next);
  const hex = code.toString(16).padStart(2, "0").charAt(0);
  add("%", ["2", hex, hex.toUpperCase()]);
  // A value of which a backslash is a part begins as an escape does.
  add("\\", ["\\", "u", char, LETTERS.get(char) ?? char, ...(char === "\\" ? next : [])]);
  add("&", ["#", "a", "l", "g", "q"]);
  if (char === "\r") addStarts(starts, value, at + 1);
}

/** The bytes with which the writing of the characters from `at` on can begin; behind the value any. */
function firstBytes(value: string, at: number): Set<string> {
  const char = value[at];
  if (char === undefined) return new Set(ALL);
  const bytes = new Set([char, "%", "\\", "&"]);
  if (char === " ") bytes.add("+");
  // A carriage return may be left out.
  if (char === "\r") firstBytes(value, at + 1).forEach((byte) => bytes.add(byte));
  return bytes;
}

const ALL = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));
/** The letter of the escape that stands for a control character in JSON. */
const LETTERS: ReadonlyMap<string, string> = new Map([["\n", "n"], ["\r", "r"], ["\t", "t"]]);
