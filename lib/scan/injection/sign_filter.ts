import { limits } from "../../limits.ts";
import { END, FORK, type PatternGraph, patternGraph } from "./pattern_graph.ts";
import type { Sign } from "./sign.ts";

/**
 * Tells where no pattern can match, before one is tried: a few look-ups, where a pattern costs as much as walking
 * a line. The graph of the patterns is followed by all its ways at once; each set of places in it is a state that
 * is made when it is first met and kept, so what it says depends on the text alone.
 */
export interface SignFilter {
  /** The signs of a group whose patterns may match in `bytes` at `start`, or may once there is more. */
  candidates(group: number, bytes: Uint8Array, start: number): readonly Sign[];
  /**
   * The end of what the sign's pattern may take from `start` on, whatever stands behind `bytes`: no way leads on
   * there. -1 if one may lead beyond the end of `bytes`, or if that is not known.
   */
  endOfWays(sign: Sign, bytes: Uint8Array, start: number): number;
  /** The most bytes that an assertion of a pattern looks at before or behind a place. */
  readonly look: number;
  /** So many states may be made until this is called again; without one all that is left is tried. */
  refill(): void;
}

interface State {
  /** Places in the graph that wait for a byte, in order. */
  readonly places: readonly number[];
  readonly signs: readonly Sign[];
}

/** What a state takes of the table: two bytes for every class of bytes. */
const ROW_SHIFT = 7;

const UNKNOWN = 0, DEAD = 1;
/** A pattern has come to its end in such a state. */
const ENDED = 1 << 15;

/**
 * @param groups signs that are asked about together: those of a keyword
 * @param mostStates that are kept
 */
export function signFilter(
  signs: readonly Sign[],
  groups: readonly (readonly Sign[])[],
  mostStates: number = limits.injectionFilterStates,
): SignFilter {
  const graph = patternGraph(signs.map(({ pattern }) => pattern));
  const { classes, members } = byteClasses(graph);
  const indexOf = new Map(signs.map((sign, index) => [sign, index]));
  const starts = groups.map((group) =>
    group.map((sign) => graph.starts[indexOf.get(sign) ?? 0] ?? 0)
  );
  const isMarked = new Uint8Array(graph.atoms.length);
  const states: State[] = [NO_STATE, NO_STATE];
  const known = new Map<string, number>();
  const first = new Uint16Array(groups.length);
  const firstOfSign = new Uint16Array(signs.length);
  let table = new Uint16Array(64 << ROW_SHIFT);
  let left = limits.injectionFilterMadeStates;

  /** What is entered from some places without a byte. */
  function enter(from: readonly number[]): number[] {
    const entered: number[] = [];
    const marked: number[] = [];
    const open = [...from];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (isMarked[at] === 1) continue;
      isMarked[at] = 1;
      marked.push(at);
      if (graph.atoms[at] === FORK) open.push(graph.next[at] ?? 0, graph.other[at] ?? 0);
      else entered.push(at);
    }
    for (const at of marked) isMarked[at] = 0;
    return entered.sort((a, b) => a - b);
  }

  function stateOf(from: readonly number[]): number {
    const places = enter(from);
    if (places.length === 0) return DEAD;
    const key = places.join();
    const old = known.get(key);
    if (old !== undefined) return old;
    if (left <= 0 || states.length >= mostStates) return UNKNOWN;
    left--;
    const isAlive = new Set(places.map((at) => signAt(graph, at)));
    const number = states.push({ places, signs: signs.filter((_, index) => isAlive.has(index)) }) -
      1;
    if (states.length << ROW_SHIFT > table.length) {
      const grown = new Uint16Array(2 * table.length);
      grown.set(table);
      table = grown;
    }
    const value = places.some((at) => graph.atoms[at] === END) ? number | ENDED : number;
    known.set(key, value);
    return value;
  }

  /** Begins anew: what the texts of today need is made again soon, and what those of yesterday did is gone. */
  function forget(): void {
    states.length = 0;
    states.push(NO_STATE, NO_STATE);
    known.clear();
    first.fill(UNKNOWN);
    firstOfSign.fill(UNKNOWN);
    table.fill(UNKNOWN);
  }

  function follow(state: number, byteClass: number): number {
    const to: number[] = [];
    for (const at of states[state]?.places ?? []) {
      const atom = graph.atoms[at] ?? END;
      if (atom >= 0 && members[atom]?.[byteClass] === 1) to.push(graph.next[at] ?? 0);
    }
    const next = stateOf(to);
    table[(state << ROW_SHIFT) | byteClass] = next;
    return next;
  }

  return {
    candidates(group, bytes, start) {
      let state = first[group] as number;
      if (state === UNKNOWN) {
        state = first[group] = stateOf(starts[group] ?? []);
        if (state === UNKNOWN) return groups[group] ?? [];
      }
      const end = Math.min(bytes.length, start + limits.injectionFilterReachBytes);
      for (let i = start; i < end; i++) {
        const byteClass = classes[bytes[i] as number] as number;
        let next = table[(state << ROW_SHIFT) | byteClass] as number;
        if (next === DEAD) return NONE;
        if (next === UNKNOWN) {
          next = follow(state, byteClass);
          if (next === DEAD) return NONE;
          if (next === UNKNOWN) break;
        }
        state = next & ~ENDED;
        if (next !== state) break;
      }
      return states[state]?.signs ?? NONE;
    },
    endOfWays(sign, bytes, start) {
      const index = indexOf.get(sign) ?? -1;
      let state = firstOfSign[index] ?? UNKNOWN;
      if (state === UNKNOWN) {
        state = firstOfSign[index] = stateOf([graph.starts[index] ?? 0]);
      }
      state &= ~ENDED;
      const end = Math.min(bytes.length, start + limits.injectionReachBytes);
      for (let i = start; i < end && state !== UNKNOWN; i++) {
        const byteClass = classes[bytes[i] as number] as number;
        let next = table[(state << ROW_SHIFT) | byteClass] as number;
        if (next === UNKNOWN) next = follow(state, byteClass);
        if (next === DEAD) return i;
        state = next & ~ENDED;
      }
      return -1;
    },
    look: graph.look,
    refill() {
      // So that all that may be made until the next time has room.
      if (states.length + limits.injectionFilterMadeStates > mostStates) forget();
      left = limits.injectionFilterMadeStates;
    },
  };
}

const NONE: readonly Sign[] = [];
const NO_STATE: State = { places: [], signs: NONE };

function signAt({ starts }: PatternGraph, at: number): number {
  return starts.findIndex((start) => at <= start);
}

/** Bytes that no atom tells apart are one class; `members` says by atom which classes it takes. */
function byteClasses(graph: PatternGraph): { classes: Uint8Array; members: Uint8Array[] } {
  const numbers = new Map<string, number>();
  const classes = Uint8Array.from({ length: 256 }, (_, byte) => {
    const key = graph.classes.map((taken) => taken[byte]).join("");
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
  if (numbers.size > 1 << ROW_SHIFT) {
    throw new RangeError(`Cannot tell more than 128 classes of bytes apart: ${numbers.size}`);
  }
  const members = graph.classes.map((taken) => {
    const row = new Uint8Array(numbers.size);
    for (let byte = 0; byte < 256; byte++) row[classes[byte] ?? 0] = taken[byte] ?? 0;
    return row;
  });
  return { classes, members };
}
