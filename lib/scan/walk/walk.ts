import { type Automaton, ROW_SHIFT } from "./automaton.ts";
import type { HitList } from "./hit_list.ts";
import { CLASS_COUNT } from "./letter_classes.ts";

/** Bytes that a lane walks before the lanes are joined: what they find fits the scratch of one lane. */
const LANE_BYTES = 16 * 1024;

/** Below this many bytes four lanes cost more than they save. */
const LANES_FROM_BYTES = 512;

/** A note of a hit: the state, the lane, and where in the lane, in 16, 2 and 14 bits. */
const LANE_SHIFT = 14;
const IN_LANE = LANE_BYTES - 1;

/** Where the lanes note their hits, all together and then each for itself. A walk never yields, so these serve all. */
const notes = new Uint32Array(4 * LANE_BYTES);
const laneNotes = new Uint32Array(4 * LANE_BYTES);
const laneCounts = new Uint32Array(4);

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
    const length = Math.min(LANE_BYTES, ((to - at) >> 2) & ~3);
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
  const words = new DataView(bytes.buffer, bytes.byteOffset + from, 4 * length);
  const at1 = length, at2 = 2 * length, at3 = 3 * length;
  let s0 = state, s1 = 0, s2 = 0, s3 = 0;
  let count = 0;
  // Every index below is inside its array by construction, so `as number` says what holds. Four bytes
  // are read at once, since each reading asks whether it is inside; and there is one counter for all
  // lanes: a counter each would not fit the registers and costs a third of the speed.
  for (let i = 0; i < length; i += 4) {
    const w0 = words.getInt32(i, true), w1 = words.getInt32(i + at1, true);
    const w2 = words.getInt32(i + at2, true), w3 = words.getInt32(i + at3, true);
    s0 = table[(s0 << ROW_SHIFT) | (classes[w0 & 0xff] as number)] as number;
    s1 = table[(s1 << ROW_SHIFT) | (classes[w1 & 0xff] as number)] as number;
    s2 = table[(s2 << ROW_SHIFT) | (classes[w2 & 0xff] as number)] as number;
    s3 = table[(s3 << ROW_SHIFT) | (classes[w3 & 0xff] as number)] as number;
    if (s0 >= firstHit) notes[count++] = (s0 << 16) | i;
    if (s1 >= firstHit) notes[count++] = (s1 << 16) | LANE_1 | i;
    if (s2 >= firstHit) notes[count++] = (s2 << 16) | LANE_2 | i;
    if (s3 >= firstHit) notes[count++] = (s3 << 16) | LANE_3 | i;
    s0 = table[(s0 << ROW_SHIFT) | (classes[(w0 >> 8) & 0xff] as number)] as number;
    s1 = table[(s1 << ROW_SHIFT) | (classes[(w1 >> 8) & 0xff] as number)] as number;
    s2 = table[(s2 << ROW_SHIFT) | (classes[(w2 >> 8) & 0xff] as number)] as number;
    s3 = table[(s3 << ROW_SHIFT) | (classes[(w3 >> 8) & 0xff] as number)] as number;
    if (s0 >= firstHit) notes[count++] = (s0 << 16) | (i + 1);
    if (s1 >= firstHit) notes[count++] = (s1 << 16) | LANE_1 | (i + 1);
    if (s2 >= firstHit) notes[count++] = (s2 << 16) | LANE_2 | (i + 1);
    if (s3 >= firstHit) notes[count++] = (s3 << 16) | LANE_3 | (i + 1);
    s0 = table[(s0 << ROW_SHIFT) | (classes[(w0 >> 16) & 0xff] as number)] as number;
    s1 = table[(s1 << ROW_SHIFT) | (classes[(w1 >> 16) & 0xff] as number)] as number;
    s2 = table[(s2 << ROW_SHIFT) | (classes[(w2 >> 16) & 0xff] as number)] as number;
    s3 = table[(s3 << ROW_SHIFT) | (classes[(w3 >> 16) & 0xff] as number)] as number;
    if (s0 >= firstHit) notes[count++] = (s0 << 16) | (i + 2);
    if (s1 >= firstHit) notes[count++] = (s1 << 16) | LANE_1 | (i + 2);
    if (s2 >= firstHit) notes[count++] = (s2 << 16) | LANE_2 | (i + 2);
    if (s3 >= firstHit) notes[count++] = (s3 << 16) | LANE_3 | (i + 2);
    s0 = table[(s0 << ROW_SHIFT) | (classes[w0 >>> 24] as number)] as number;
    s1 = table[(s1 << ROW_SHIFT) | (classes[w1 >>> 24] as number)] as number;
    s2 = table[(s2 << ROW_SHIFT) | (classes[w2 >>> 24] as number)] as number;
    s3 = table[(s3 << ROW_SHIFT) | (classes[w3 >>> 24] as number)] as number;
    if (s0 >= firstHit) notes[count++] = (s0 << 16) | (i + 3);
    if (s1 >= firstHit) notes[count++] = (s1 << 16) | LANE_1 | (i + 3);
    if (s2 >= firstHit) notes[count++] = (s2 << 16) | LANE_2 | (i + 3);
    if (s3 >= firstHit) notes[count++] = (s3 << 16) | LANE_3 | (i + 3);
  }
  sortNotes(count);
  addHits(0, 0, from, hits);
  s1 = joinLane(automaton, bytes, from, 1, length, s0, s1, hits);
  s2 = joinLane(automaton, bytes, from, 2, length, s1, s2, hits);
  return joinLane(automaton, bytes, from, 3, length, s2, s3, hits);
}

const LANE_1 = 1 << LANE_SHIFT, LANE_2 = 2 << LANE_SHIFT, LANE_3 = 3 << LANE_SHIFT;

/** Parts the first `count` notes by lane: within a lane they are in order. */
function sortNotes(count: number): void {
  laneCounts.fill(0);
  for (let k = 0; k < count; k++) {
    const note = notes[k] as number;
    const lane = (note >>> LANE_SHIFT) & 3;
    const at = laneCounts[lane] as number;
    laneNotes[(lane << LANE_SHIFT) + at] = note;
    laneCounts[lane] = at + 1;
  }
}

/** Adds the noted hits of a lane from its byte `least` on; the lane begins at `start`. */
function addHits(lane: number, least: number, start: number, hits: HitList): void {
  const first = lane << LANE_SHIFT;
  const end = first + (laneCounts[lane] as number);
  for (let k = first; k < end; k++) {
    const note = laneNotes[k] as number;
    const at = note & IN_LANE;
    if (at >= least) hits.add(note >>> 16, start + at);
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
 * A lane of `length` bytes of the piece at `from` was walked from the root to `laneEnd`, but `before`
 * is the state that really holds at its start. Walks on from it until nothing is left of what began
 * before: there both agree. The hits on the way replace the lane's own. Returns the true state at its end.
 */
function joinLane(
  automaton: Automaton,
  bytes: Uint8Array,
  from: number,
  lane: number,
  length: number,
  before: number,
  laneEnd: number,
  hits: HitList,
): number {
  const { table, firstHit, depth, classes } = automaton;
  const start = from + lane * length;
  let state = before;
  let letters = 0;
  let i = 0;
  while (i < length && (depth[state] ?? 0) > letters) {
    const letter = classes[bytes[start + i] as number] as number;
    if (letter > 0 && letter < CLASS_COUNT) letters++;
    state = table[(state << ROW_SHIFT) | letter] as number;
    if (state >= firstHit) hits.add(state, start + i);
    i++;
  }
  addHits(lane, i, start, hits);
  return (depth[state] ?? 0) > letters ? state : laneEnd;
}
