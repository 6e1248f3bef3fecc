/** More beginnings than this are not worth a literal each. */
const MOST_HEADS = 64;

/** A beginning: `skip` characters that may be any, then `text`. */
export interface PatternHead {
  readonly skip: number;
  readonly text: string;
}

interface Head extends PatternHead {
  /** False once something that is not literal has followed: nothing more is appended. */
  readonly open: boolean;
}

/**
 * The literal texts with which every match of a pattern begins: `/\b(?:gh[po]_|glpat-)\w{20}/` has `ghp_`,
 * `gho_` and `glpat-`; `/[a-z]key=/` has `key=` after one character. Undefined if there are too many or if the source uses what is not understood here.
 *
 * The walk can then look for the whole beginning instead of a short keyword, and the pattern be tried at
 * that very place instead of all over a window.
 */
export function patternHeads(pattern: RegExp): readonly PatternHead[] | undefined {
  const reader = { source: pattern.source, at: 0 };
  const heads = readAlternatives(reader);
  if (heads === undefined || reader.at < reader.source.length) return undefined;
  const distinct = new Map(heads.map(({ skip, text }) => [`${skip} ${text}`, { skip, text }]));
  return [...distinct.values()];
}

interface Reader {
  readonly source: string;
  at: number;
}

const NOTHING: readonly Head[] = [{ skip: 0, text: "", open: true }];
const ANYTHING: readonly Head[] = [{ skip: 0, text: "", open: false }];
/** One character of which nothing is known. */
const ANY_ONE: readonly Head[] = [{ skip: 1, text: "", open: true }];

function readAlternatives(reader: Reader): readonly Head[] | undefined {
  const all: Head[] = [];
  while (true) {
    const heads = readSequence(reader);
    if (heads === undefined) return undefined;
    all.push(...heads);
    if (all.length > MOST_HEADS) return undefined;
    if (reader.source[reader.at] !== "|") return all;
    reader.at++;
  }
}

function readSequence(reader: Reader): readonly Head[] | undefined {
  let heads = NOTHING;
  while (reader.at < reader.source.length) {
    const next = reader.source[reader.at];
    if (next === "|" || next === ")") break;
    const item = readItem(reader);
    if (item === undefined) return undefined;
    heads = append(heads, repeat(item, readQuantifier(reader)));
    if (heads.length > MOST_HEADS) return undefined;
  }
  return heads;
}

function append(heads: readonly Head[], item: readonly Head[]): readonly Head[] {
  return heads.flatMap((head) => {
    if (!head.open) return [head];
    return item.map((tail) => {
      // What is unknown after known text ends the head.
      if (head.text !== "" && tail.skip > 0) return { ...head, open: false };
      return { skip: head.skip + tail.skip, text: head.text + tail.text, open: tail.open };
    });
  });
}

/** One item with the quantifier after it: at least `least` copies stand there, and perhaps more. */
function repeat(item: readonly Head[], times: Times): readonly Head[] {
  if (times.least > MOST_COPIES) return ANYTHING;
  let heads = NOTHING;
  for (let i = 0; i < times.least; i++) {
    heads = append(heads, item);
    if (heads.length > MOST_HEADS) return ANYTHING;
  }
  if (times.least === times.most) return heads;
  if (times.least === 0 && times.most === 1) return [...item, ...heads];
  return append(heads, ANYTHING);
}

/** A literal after more characters than this is not a beginning. */
const MOST_COPIES = 256;

interface Times {
  readonly least: number;
  readonly most: number;
}

function readQuantifier(reader: Reader): Times {
  const rest = reader.source.slice(reader.at, reader.at + 16);
  const [text, mark, least, comma, most] = /^(?:([?*+])|\{(\d+)(,?)(\d*)\})\??/.exec(rest) ?? [];
  if (text === undefined) return { least: 1, most: 1 };
  reader.at += text.length;
  if (mark !== undefined) {
    return { least: mark === "+" ? 1 : 0, most: mark === "?" ? 1 : Infinity };
  }
  const few = Number(least);
  return { least: few, most: comma === "" ? few : most === "" ? Infinity : Number(most) };
}

/** A literal, class, group or assertion, without its quantifier. */
function readItem(reader: Reader): readonly Head[] | undefined {
  const char = reader.source[reader.at++];
  switch (char) {
    case "^":
    case "$":
      return NOTHING;
    case ".":
      return ANY_ONE;
    case "(":
      return readGroup(reader);
    case "[":
      return readClass(reader);
    case "\\":
      return readEscape(reader);
    case undefined:
      return undefined;
    default:
      return [{ skip: 0, text: char, open: true }];
  }
}

function readEscape(reader: Reader): readonly Head[] | undefined {
  const char = reader.source[reader.at++];
  if (char === undefined) return undefined;
  if (char === "b" || char === "B") return NOTHING;
  if (/[dDwWsSnrtvf]/.test(char)) return ANY_ONE;
  if (char === "x") {
    reader.at += 2;
    return ANY_ONE;
  }
  if (/[a-z0-9]/i.test(char)) return undefined;
  return [{ skip: 0, text: char, open: true }];
}

function readGroup(reader: Reader): readonly Head[] | undefined {
  const rest = reader.source.slice(reader.at, reader.at + 80);
  const opening = /^\?(?::|<\w+>|<?[=!])/.exec(rest)?.[0] ?? "";
  reader.at += opening.length;
  const heads = readAlternatives(reader);
  if (heads === undefined || reader.source[reader.at] !== ")") return undefined;
  reader.at++;
  return /[=!]$/.test(opening) ? NOTHING : heads;
}

/** A class of a few single characters is as many literals; any other is one character of any kind. */
function readClass(reader: Reader): readonly Head[] | undefined {
  const start = reader.at;
  while (reader.at < reader.source.length && reader.source[reader.at] !== "]") {
    reader.at += reader.source[reader.at] === "\\" ? 2 : 1;
  }
  const members = reader.source.slice(start, reader.at);
  reader.at++;
  if (/^[\w.:+/-]{1,4}$/.test(members) && !/^\w-\w/.test(members) && !/\w-\w/.test(members)) {
    return [...members].map((text) => ({ skip: 0, text, open: true }));
  }
  return ANY_ONE;
}
