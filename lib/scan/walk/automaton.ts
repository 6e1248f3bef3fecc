import { CLASS_COUNT, letterClasses } from "./letter_classes.ts";

/** A row has 64 cells, a power of two, so that finding a cell is a shift. */
export const ROW_SHIFT = 6;

/**
 * All literals of all detectors as one table (Aho and Corasick 1975, as a full table: one look-up per byte).
 *
 * The automaton sees letters and digits only and folds their case: any other byte leaves the state
 * as it is. So one walk finds a literal as it is written, in another case, and with separators put
 * between its letters; who needs it exactly as written looks at the text where the hit ended. A short
 * literal may end with one sign (`sk-`), which then counts: mere letters would be hit in every other word.
 *
 * ```text
 * table   | class 0 .. class 63 | class 0 .. class 63 | ...   a state is the number of its row
 *           quiet states first, then from `firstHit` on the states in which a literal ends
 * ```
 */
export interface Automaton {
  /** `table[(state << ROW_SHIFT) | classes[byte]]` is the next state. */
  readonly table: Uint16Array;
  /** The class of every byte: as in `letterClasses`, and the signs with which literals end from `CLASS_COUNT` on. */
  readonly classes: Uint8Array;
  /** States from here on are hits. */
  readonly firstHit: number;
  /** By state: how many letters of some literal it has already seen. */
  readonly depth: Uint16Array;
  /** By state: the literals (by index) that end in it. */
  readonly outputs: readonly (readonly number[])[];
}

interface Node {
  readonly next: Map<number, Node>;
  readonly depth: number;
  /** Literals that end here, and by sign those that end with one more sign. */
  outputs: readonly number[];
  signed: Map<number, readonly number[]>;
  fail: Node | undefined;
  /** The row that waits for the next letter. */
  row: number;
  /** The row in which `outputs` are a hit; the same if there are none. */
  hitRow: number;
}

/**
 * Builds the table. Each literal is letters and digits, at least one, and perhaps one sign at its end (else a
 * TypeError); all their letters together may make 65,536 states and their signs 27 classes (else a RangeError).
 */
export function buildAutomaton(literals: readonly string[]): Automaton {
  const root = newNode(0);
  const classes = letterClasses.slice();
  literals.forEach((literal, index) => insert(root, literal, index, classes));
  const nodes = linkFailures(root);

  // A hit state that met a separator would report its literal again, so every node has a quiet row
  // that waits for the next letter, and hit rows that are entered once: by the last letter, by a sign.
  nodes.forEach((node, row) => node.row = row);
  let rows = nodes.length;
  for (const node of nodes) node.hitRow = node.outputs.length > 0 ? rows++ : node.row;
  for (const node of nodes) rows += node.signed.size;
  if (rows > 1 << 16) throw new RangeError(`Cannot walk with more than 65536 states: ${rows}`);

  const table = new Uint16Array(rows << ROW_SHIFT);
  const depth = new Uint16Array(rows);
  const outputs: (readonly number[])[] = Array.from({ length: rows }, () => NO_OUTPUTS);
  let signedRow = rows;
  for (const node of nodes) {
    const row = node.row << ROW_SHIFT;
    fillLetters(table, node, root);
    table.fill(node.row, row + CLASS_COUNT, row + (1 << ROW_SHIFT));
    table[row] = node.row;
    const entries: [number, readonly number[]][] = [];
    for (const [sign, found] of node.signed) {
      table[row | sign] = --signedRow;
      entries.push([signedRow, found]);
    }
    if (node.hitRow !== node.row) entries.push([node.hitRow, node.outputs]);
    for (const [hit, found] of entries) {
      outputs[hit] = found;
      depth[hit] = node.depth;
      table.copyWithin(hit << ROW_SHIFT, row, row + (1 << ROW_SHIFT));
    }
    depth[node.row] = node.depth;
  }
  return { table, classes, firstHit: nodes.length, depth, outputs };
}

const NO_OUTPUTS: readonly number[] = [];

function newNode(depth: number): Node {
  return {
    next: new Map(),
    depth,
    outputs: NO_OUTPUTS,
    signed: new Map(),
    fail: undefined,
    row: 0,
    hitRow: 0,
  };
}

function insert(root: Node, literal: string, index: number, classes: Uint8Array): void {
  const { letters, sign } =
    /^(?<letters>[A-Za-z0-9]+)(?<sign>[\x21-\x7e]?)$/.exec(literal)?.groups ?? {};
  if (letters === undefined) {
    throw new TypeError(
      "Cannot walk for a literal: it must be letters and digits and perhaps a sign",
    );
  }
  let node = root;
  for (let i = 0; i < letters.length; i++) {
    const letter = letterClasses[letters.charCodeAt(i)] ?? 0;
    let child = node.next.get(letter);
    if (child === undefined) {
      child = newNode(node.depth + 1);
      node.next.set(letter, child);
    }
    node = child;
  }
  if (sign === undefined || sign === "") {
    node.outputs = [...node.outputs, index];
    return;
  }
  const signClass = classOf(sign, classes);
  node.signed.set(signClass, [...node.signed.get(signClass) ?? [], index]);
}

/** The class of a sign; a new one takes the next that is free. */
function classOf(sign: string, classes: Uint8Array): number {
  const code = sign.charCodeAt(0);
  if (classes[code] === 0) {
    const free = Math.max(CLASS_COUNT - 1, ...classes) + 1;
    if (free >= 1 << ROW_SHIFT) throw new RangeError("Cannot walk for literals with so many signs");
    classes[code] = free;
  }
  return classes[code] ?? 0;
}

/** All nodes in order of depth, with their failure links and what ends in them. */
function linkFailures(root: Node): Node[] {
  const nodes = [root];
  // The list grows while it is read: children are appended after every node of their parent's depth.
  for (const node of nodes) {
    if (node.fail !== undefined) inherit(node, node.fail);
    for (const [letter, child] of node.next) {
      child.fail = node === root ? root : follow(node.fail ?? root, letter, root);
      nodes.push(child);
    }
  }
  return nodes;
}

/** What ends in the failure, the longest proper suffix, ends in the node too. */
function inherit(node: Node, fail: Node): void {
  if (fail.outputs.length > 0) node.outputs = [...node.outputs, ...fail.outputs];
  for (const [sign, found] of fail.signed) {
    node.signed.set(sign, [...node.signed.get(sign) ?? [], ...found]);
  }
}

function follow(from: Node, letter: number, root: Node): Node {
  let node = from;
  while (true) {
    const child = node.next.get(letter);
    if (child !== undefined) return child;
    if (node === root) return root;
    node = node.fail ?? root;
  }
}

/** The letters of a row are its failure's with the node's own children over them. The failure is shallower, so already filled. */
function fillLetters(table: Uint16Array, node: Node, root: Node): void {
  const row = node.row << ROW_SHIFT;
  if (node !== root) {
    const failure = (node.fail ?? root).row << ROW_SHIFT;
    table.copyWithin(row + 1, failure + 1, failure + CLASS_COUNT);
  }
  for (const [letter, child] of node.next) table[row | letter] = child.hitRow;
}
