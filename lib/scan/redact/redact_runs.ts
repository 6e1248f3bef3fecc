import { Buffer } from "node:buffer";
import { limits } from "../../limits.ts";
import type { Span } from "../context.ts";
import type { Steps } from "../steps.ts";
import type { Text } from "../text_scan.ts";
import { findRuns } from "./find_runs.ts";
import { findValue } from "./find_value.ts";
import { replaceSpans } from "./replace_spans.ts";
import type { SoughtValue } from "./sought_value.ts";
import type { Work } from "./work.ts";

/**
 * Replaces every run of base64 (both alphabets, any alignment) or hex digits that decodes to something
 * which holds the value, as a whole: what is left of a run with a hole would decode to nonsense. Runs
 * that are too short for the value are not looked at. A run without slashes is tried first, so that a
 * secret in one segment of a path does not take the others with it.
 */
export function* redactRuns(source: Text, sought: SoughtValue, work: Work): Steps<Text> {
  let result = source;
  for (const writing of WRITINGS) {
    const spans = yield* runsHolding(result, writing, sought, work);
    result = yield* replaceSpans(result, spans);
  }
  return result;
}

interface Writing {
  readonly alphabet: Uint8Array;
  readonly encoding: "base64" | "hex";
  /** The value's letters may begin at each place of a group. */
  readonly group: number;
  /** Characters for each byte. */
  readonly perByte: number;
  /** Without this a run is one of the writing before it too, and was looked at there. */
  readonly marked: string;
}

const WRITINGS: readonly Writing[] = [
  { alphabet: tableOf(/[A-Za-z0-9+_-]/), encoding: "base64", group: 4, perByte: 4 / 3, marked: "" },
  {
    alphabet: tableOf(/[A-Za-z0-9+/_-]/),
    encoding: "base64",
    group: 4,
    perByte: 4 / 3,
    marked: "/",
  },
  { alphabet: tableOf(/[0-9a-fA-F]/), encoding: "hex", group: 2, perByte: 2, marked: "" },
];

function* runsHolding(
  source: Text,
  writing: Writing,
  sought: SoughtValue,
  work: Work,
): Steps<Span[]> {
  const { bytes, text } = source;
  const shortest = Math.floor(writing.perByte * sought.value.length);
  const found: Span[] = [];
  let looked = 0;
  for (const run of findRuns(bytes, writing.alphabet, shortest)) {
    if (run === undefined || looked > limits.redactStepBytes) {
      looked = 0;
      yield;
    }
    if (run === undefined) continue;
    const { start, end } = run;
    const letters = text.slice(start, end);
    looked += letters.length + RUN_COST;
    if (!letters.includes(writing.marked)) continue;
    if (yield* decodesTo(letters, writing, sought, work)) {
      found.push({ start, end: end + paddingAt(text, end, writing) });
    }
  }
  return found;
}

/** By windows, which overlap by the longest writing of the value: ten characters for each of its own. */
function* decodesTo(
  run: string,
  { encoding, group }: Writing,
  sought: SoughtValue,
  work: Work,
): Steps<boolean> {
  const window = limits.redactStepBytes;
  const overlap = 20 * sought.value.length;
  for (let skip = 0; skip < group; skip++) {
    for (let from = skip; from < run.length; from += window) {
      if (from > skip) yield;
      const bytes = Buffer.from(run.slice(from, from + window + overlap), encoding);
      const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const found = yield* findValue(plain, undefined, sought, work, 1);
      if (found.length > 0) return true;
    }
  }
  return false;
}

function paddingAt(text: string, at: number, { encoding }: Writing): number {
  if (encoding !== "base64" || text[at] !== "=") return 0;
  return text[at + 1] === "=" ? 2 : 1;
}

function tableOf(characters: RegExp): Uint8Array {
  return Uint8Array.from(
    { length: 256 },
    (_, code) => characters.test(String.fromCharCode(code)) ? 1 : 0,
  );
}

/** To decode a run four times takes as long as to decode so many letters more. */
const RUN_COST = 512;
