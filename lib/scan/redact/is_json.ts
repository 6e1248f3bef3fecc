import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import { JSON_ACTIONS, JSON_TABLE, jsonState } from "./json_table.ts";

/**
 * Whether the bytes from `start` to `end` are one JSON text, as `JSON.parse` says of them as latin1:
 * it cannot be interrupted, and takes a tenth of a second for 16 MiB.
 */
export function* isJson(bytes: Uint8Array, start: number, end: number): Steps<boolean> {
  const reader: Reader = { state: VALUE, open: new Uint8Array(64), depth: 0 };
  for (let at = start; at < end; at += limits.scanStepBytes) {
    if (at > start) yield;
    if (!read(reader, bytes, at, Math.min(end, at + limits.scanStepBytes))) return false;
  }
  return reader.depth === 0 && LAST.has(reader.state);
}

interface Reader {
  state: number;
  /** The brackets that are open, outermost first: 1 for an object. */
  open: Uint8Array;
  depth: number;
}

const VALUE = jsonState("value");
const FIRST_VALUE = jsonState("firstValue");
const KEY = jsonState("key");
const FIRST_KEY = jsonState("firstKey");
const AFTER = jsonState("after");
const LAST: ReadonlySet<number> = new Set(
  ["after", "zero", "integer", "fraction", "power"].map(jsonState),
);

/** Reads a stretch; false where it is no JSON. */
function read(reader: Reader, bytes: Uint8Array, from: number, to: number): boolean {
  let { state } = reader;
  for (let i = from; i < to; i++) {
    const next = JSON_TABLE[(state << 8) | (bytes[i] ?? 0)] ?? 0;
    if (next === 0) return false;
    state = next < JSON_ACTIONS.openArray ? next : act(reader, next);
    if (state === 0) return false;
  }
  reader.state = state;
  return true;
}

/** Opens or closes a bracket or passes a comma, and gives the next state: 0 where no bracket fits. */
function act(reader: Reader, action: number): number {
  const { open, depth } = reader;
  const inObject = open[depth - 1] === 1;
  switch (action) {
    case JSON_ACTIONS.openArray:
      push(reader, 0);
      return FIRST_VALUE;
    case JSON_ACTIONS.openObject:
      push(reader, 1);
      return FIRST_KEY;
    case JSON_ACTIONS.comma:
      if (depth === 0) return 0;
      return inObject ? KEY : VALUE;
    default:
      if (depth === 0 || inObject !== (action === JSON_ACTIONS.closeObject)) return 0;
      reader.depth--;
      return AFTER;
  }
}

function push(reader: Reader, bracket: number): void {
  if (reader.depth === reader.open.length) {
    const larger = new Uint8Array(2 * reader.open.length);
    larger.set(reader.open);
    reader.open = larger;
  }
  reader.open[reader.depth++] = bracket;
}
