/**
 * The pattern that tells, where `pattern` is tried in a text that goes on, whether what comes could still change
 * the answer: it matches if some way through `pattern` reaches the end of the text. Where it does not match,
 * `pattern` says of this text what it will say of every longer one.
 *
 * Every character becomes "this one, or the end of the text", and an assertion that looks ahead and reaches the
 * end leaps there; what has come to the end stays there. Knows what rows are written in: no back references,
 * no named groups.
 */
export function unfinishedPattern(pattern: RegExp): RegExp {
  const reader = { source: pattern.source, at: 0 };
  return new RegExp(`(?:${alternatives(reader)})$`, pattern.flags);
}

interface Reader {
  readonly source: string;
  at: number;
}

/** A class, an escaped character or one as it is; what a quantifier may follow. */
const ATOM = /\[(?:\\.|[^\]\\])*\]|\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^])|[^]/y;
const QUANTIFIER = /(?:\{\d+(?:,\d*)?\}|[*+?])\??/y;

function alternatives(reader: Reader): string {
  let out = "";
  while (reader.at < reader.source.length && reader.source[reader.at] !== ")") {
    if (reader.source[reader.at] === "|") {
      out += "|";
      reader.at++;
    } else out += term(reader) + take(reader, QUANTIFIER);
  }
  return out;
}

function term(reader: Reader): string {
  if (reader.source[reader.at] === "(") return group(reader);
  const atom = take(reader, ATOM);
  if (atom === "^" || atom === "$") return atom;
  return `(?:${atom}|$)`;
}

const OPENING = /\((?:\?(?:<?[=!]|:))?/y;

function group(reader: Reader): string {
  const opening = take(reader, OPENING);
  const start = reader.at;
  const inside = alternatives(reader);
  const raw = reader.source.slice(start, reader.at);
  reader.at++;
  switch (opening) {
    case "(?=":
      return `(?:(?=${raw})|(?=(?:${inside})$)[^]*)`;
    case "(?!":
      return `(?:(?!${raw})|(?=(?:${inside})$)[^]*)`;
    case "(?<=":
    case "(?<!":
      return `(?:${opening}${raw})|$)`;
    default:
      return `(?:${inside})`;
  }
}

function take(reader: Reader, what: RegExp): string {
  what.lastIndex = reader.at;
  const found = what.exec(reader.source)?.[0] ?? "";
  reader.at += found.length;
  return found;
}
