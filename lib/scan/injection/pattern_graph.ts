/**
 * Patterns of rows as one graph without actions, to ask cheaply whether a pattern may match. It is coarser than the
 * patterns and never finer: what looks ahead or behind is taken for granted, and what may come more than once may
 * come as often as it likes. So where no way leads on, no pattern matches.
 *
 * ```text
 * atom >= 0   a byte of that class leads to `next`
 * FORK        `next` and `other` are both entered without a byte
 * END         the pattern is at its end
 * ```
 */
export interface PatternGraph {
  readonly atoms: readonly number[];
  readonly next: readonly number[];
  readonly other: readonly number[];
  /** Where each pattern begins, in the order in which they were given; its nodes end with its beginning. */
  readonly starts: readonly number[];
  /** By atom: the bytes that it takes, as ones. */
  readonly classes: readonly Uint8Array[];
  /** The most bytes that an assertion looks at before or behind a place. */
  readonly look: number;
}

export const FORK = -1;
export const END = -2;

interface Builder {
  readonly atoms: number[];
  readonly next: number[];
  readonly other: number[];
  readonly classes: Uint8Array[];
  readonly known: Map<string, number>;
}

/** Knows what rows are written in: no back references, no named groups, and no regard to case. */
export function patternGraph(patterns: readonly RegExp[]): PatternGraph {
  const graph: Builder = { atoms: [], next: [], other: [], classes: [], known: new Map() };
  let look = 0;
  const starts = patterns.map(({ source }) => {
    const pattern = choice({ source, at: 0 });
    look = Math.max(look, longestLook(pattern));
    const start = add(graph, pattern, node(graph, END, 0));
    return start === graph.atoms.length - 1 ? start : node(graph, FORK, start);
  });
  return { ...graph, starts, look };
}

type Part =
  | { readonly kind: "atom"; readonly source: string }
  | { readonly kind: "row" | "choice"; readonly parts: readonly Part[] }
  | { readonly kind: "look"; readonly parts: readonly [Part] }
  | {
    readonly kind: "some";
    readonly parts: readonly [Part];
    readonly least: number;
    readonly most: number;
  };

interface Reader {
  readonly source: string;
  at: number;
}

const ATOM = /\[(?:\\.|[^\]\\])*\]|\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^])|[^]/y;
const QUANTIFIER = /(?:\{(\d+)(,?)(\d*)\}|[*+?])\??/y;
const OPENING = /\((?:\?(?:<?[=!]|:))?/y;
const NOTHING: Part = { kind: "row", parts: [] };

function choice(reader: Reader): Part {
  const rows: Part[] = [];
  let parts: Part[] = [];
  for (; reader.at < reader.source.length && reader.source[reader.at] !== ")";) {
    if (reader.source[reader.at] === "|") {
      rows.push({ kind: "row", parts });
      parts = [];
      reader.at++;
    } else parts.push(quantified(reader, term(reader)));
  }
  rows.push({ kind: "row", parts });
  return { kind: "choice", parts: rows };
}

function term(reader: Reader): Part {
  if (reader.source[reader.at] !== "(") {
    const source = take(reader, ATOM)?.[0] ?? "";
    return source === "^" || source === "$" ? NOTHING : { kind: "atom", source };
  }
  const opening = take(reader, OPENING)?.[0] ?? "";
  const inside = choice(reader);
  reader.at++;
  return opening === "(" || opening === "(?:" ? inside : { kind: "look", parts: [inside] };
}

function quantified(reader: Reader, part: Part): Part {
  const found = take(reader, QUANTIFIER);
  if (found === undefined) return part;
  const [whole, least, comma, most] = found;
  if (least === undefined) {
    const most = whole[0] === "?" ? 1 : Infinity;
    return { kind: "some", parts: [part], least: whole[0] === "+" ? 1 : 0, most };
  }
  const upTo = comma === "" ? Number(least) : most === "" ? Infinity : Number(most);
  return { kind: "some", parts: [part], least: Number(least), most: upTo };
}

function take(reader: Reader, what: RegExp): RegExpExecArray | undefined {
  what.lastIndex = reader.at;
  const found = what.exec(reader.source);
  reader.at += found?.[0].length ?? 0;
  return found ?? undefined;
}

/** The most bytes that a part takes; those that it looks at count as well. */
function longest(part: Part): number {
  if (part.kind === "atom") return 1;
  const lengths = part.parts.map(longest);
  if (part.kind === "choice") return Math.max(...lengths);
  const length = lengths.reduce((sum, one) => sum + one, 0);
  return part.kind === "some" && length > 0 ? length * part.most : length;
}

/** The most bytes that an assertion in a part looks at. */
function longestLook(part: Part): number {
  if (part.kind === "atom") return 0;
  if (part.kind === "look") return longest(part);
  return part.parts.reduce((most, one) => Math.max(most, longestLook(one)), 0);
}

/** Adds what leads through `part` to `next`; returns where it begins. */
function add(graph: Builder, part: Part, next: number): number {
  switch (part.kind) {
    case "atom":
      return node(graph, atomOf(graph, part.source), next);
    case "row":
      return part.parts.reduceRight((after, one) => add(graph, one, after), next);
    case "choice":
      return part.parts.map((one) => add(graph, one, next))
        .reduce((first, second) => node(graph, FORK, first, second));
    case "look":
      return next;
    case "some": {
      const [repeated] = part.parts;
      if (part.most <= 1) {
        const once = add(graph, repeated, next);
        return part.least > 0 ? once : node(graph, FORK, once, next);
      }
      const loop = node(graph, FORK, next, next);
      const body = add(graph, repeated, loop);
      graph.next[loop] = body;
      return part.least > 0 ? body : loop;
    }
  }
}

function node(graph: Builder, atom: number, next: number, other = next): number {
  graph.next.push(next);
  graph.other.push(other);
  return graph.atoms.push(atom) - 1;
}

/** Which bytes an atom takes is asked of the engine that runs the pattern. */
function atomOf(graph: Builder, source: string): number {
  const known = graph.known.get(source);
  if (known !== undefined) return known;
  const pattern = new RegExp(`^${source}$`, "i");
  const atom = graph.classes.push(
    Uint8Array.from({ length: 256 }, (_, byte) => pattern.test(String.fromCharCode(byte)) ? 1 : 0),
  ) - 1;
  graph.known.set(source, atom);
  return atom;
}
