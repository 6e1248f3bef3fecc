import { type Automaton, ROW_SHIFT } from "./automaton.ts";
import type { HitList } from "./hit_list.ts";
import { CLASS_COUNT } from "./letter_classes.ts";

/** Bytes that a lane walks before the lanes are joined: what they find fits the scratch of one lane. */
const LANE_BYTES = 16 * 1024;

/** Below this many bytes four lanes cost more than they save. */
const LANES_FROM_BYTES = 512;

/** Where the lanes note their hits, packed. A walk never yields, so one scratch serves all. */
const scratch = new Uint32Array(4 * LANE_BYTES);

/**
 * Walks `bytes[from, to)` from `state` and returns the state at the end, so that the next piece can
 * be walked on from there. Every hit is added to `hits`, in order of position.
 *
 * A look-up waits for the one before it, so a single lane is bound by the latency of the cache. Four
 * quarters of a piece walked side by side keep the processor busy; a lane that started in the middle is
 * corrected afterwards by what the lane before it still had in hand (`joinLane`).
 */
export function walk(
  automaton: Automaton,
  bytes: Uint8Array,
  from: number,
  to: number,
  state: number,
  hits: HitList,
): number {
  let at = from;
  let current = state;
  while (to - at >= LANES_FROM_BYTES) {
    const length = Math.min(LANE_BYTES, (to - at) >> 2);
    current = walkFour(automaton, bytes, at, length, current, hits);
    at += 4 * length;
  }
  return walkOne(automaton, bytes, at, to, current, hits);
}

function walkFour(
  automaton: Automaton,
  bytes: Uint8Array,
  from: number,
  length: number,
  state: number,
  hits: HitList,
): number {
  const { table, firstHit, classes } = automaton;
  const noted = scratch;
  const piece = bytes.subarray(from, from + 4 * length);
  const at1 = length, at2 = 2 * length, at3 = 3 * length;
  let s0 = state, s1 = 0, s2 = 0, s3 = 0;
  let count = 0;
  // Every index below is inside its array by construction, so `as number` says what holds. One
  // counter for all lanes: a counter each would not fit the registers and costs a third of the speed.
  for (let i = 0; i < length; i++) {
    s0 = table[(s0 << ROW_SHIFT) | (classes[piece[i] as number] as number)] as number;
    s1 = table[(s1 << ROW_SHIFT) | (classes[piece[i + at1] as number] as number)] as number;
    s2 = table[(s2 << ROW_SHIFT) | (classes[piece[i + at2] as number] as number)] as number;
    s3 = table[(s3 << ROW_SHIFT) | (classes[piece[i + at3] as number] as number)] as number;
    if (s0 >= firstHit) noted[count++] = (s0 << 16) | i;
    if (s1 >= firstHit) noted[count++] = (s1 << 16) | (i + at1);
    if (s2 >= firstHit) noted[count++] = (s2 << 16) | (i + at2);
    if (s3 >= firstHit) noted[count++] = (s3 << 16) | (i + at3);
  }
  takeHits(count, from, 0, at1, hits);
  s1 = joinLane(automaton, bytes, from, at1, at2, s0, s1, hits, count);
  s2 = joinLane(automaton, bytes, from, at2, at3, s1, s2, hits, count);
  return joinLane(automaton, bytes, from, at3, 4 * length, s2, s3, hits, count);
}

/** Adds the noted hits of the lane `[start, end)` of the piece at `from`: within a lane they are in order. */
function takeHits(count: number, from: number, start: number, end: number, hits: HitList): void {
  for (let k = 0; k < count; k++) {
    const cell = scratch[k] as number;
    const position = cell & 0xffff;
    if (position >= start && position < end) hits.add(cell >>> 16, from + position);
  }
}

function walkOne(
  automaton: Automaton,
  bytes: Uint8Array,
  from: number,
  to: number,
  state: number,
  hits: HitList,
): number {
  const { table, firstHit, classes } = automaton;
  let current = state;
  for (let i = from; i < to; i++) {
    const letter = classes[bytes[i] as number] as number;
    current = table[(current << ROW_SHIFT) | letter] as number;
    if (current >= firstHit) hits.add(current, i);
  }
  return current;
}

/**
 * The lane `[start, end)` of the piece at `from` was walked from the root to `laneEnd`, but `before`
 * is the state that really holds at its start. Walks on from it until nothing is left of what began
 * before: there both agree. The hits on the way replace the lane's own. Returns the true state at its end.
 */
function joinLane(
  automaton: Automaton,
  bytes: Uint8Array,
  from: number,
  start: number,
  end: number,
  before: number,
  laneEnd: number,
  hits: HitList,
  count: number,
): number {
  const { table, firstHit, depth, classes } = automaton;
  let state = before;
  let letters = 0;
  let i = start;
  while (i < end && (depth[state] ?? 0) > letters) {
    const letter = classes[bytes[from + i] as number] as number;
    if (letter > 0 && letter < CLASS_COUNT) letters++;
    state = table[(state << ROW_SHIFT) | letter] as number;
    if (state >= firstHit) hits.add(state, from + i);
    i++;
  }
  takeHits(count, from, i, end, hits);
  return (depth[state] ?? 0) > letters ? state : laneEnd;
}
