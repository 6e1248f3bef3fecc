import { limits } from "../limits.ts";
import type { Compiled, Purpose } from "./compile.ts";
import { type SecretScan, secretScan } from "./secrets/secret_scan.ts";
import type { Refusal, Sighting } from "./sighting.ts";
import { HitList } from "./walk/hit_list.ts";
import { walk } from "./walk/walk.ts";
import { type RuleScan, ruleScan } from "./windows/rule_scan.ts";

/** One text twice: as latin1 and as the same bytes. */
export interface Text {
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** What a scan of one text tells. */
export interface Report {
  sighting(sighting: Sighting): void;
  refusal(refusal: Refusal): void;
}

/**
 * Looks through one text piece by piece: `advance` over consecutive pieces, then `finish`. Both give a turn
 * after some places that were tried, of which ordinary text has few.
 */
export interface TextScan {
  /** Looks at what ends in `[from, to)`; what begins there may be read beyond `to`. */
  advance(from: number, to: number): Generator<void, void, void>;
  finish(): Generator<void, void, void>;
}

/** Lists for the hits of short pieces, which are many: who looks at one has it, and gives it back. */
const shortHits: HitList[] = [];
const SHORT_BYTES = 4096;

/** The walk over one text, and what its hits are for. */
export function textScan(compiled: Compiled, source: Text, report: Report): TextScan {
  const { bytes } = source;
  const { automaton, allPurposes, firstPurpose, probes, lastByte } = compiled;
  let longHits: HitList | undefined;
  // Without rules nobody asks for the text itself.
  const rules = compiled.leastDecoded === 0 ? ruleScan(source, compiled.bare, report) : undefined;
  const secrets = secretScan(source, compiled.plainSecrets, report);
  let state = 0;

  function atHit(purpose: Purpose, last: number): void {
    if (purpose.kind === "secret") {
      secrets.at(purpose.form, purpose.offset, purpose.letters, last);
    } else rules?.at(purpose.literal, last - purpose.back);
  }

  /** Looks at hits from the one numbered `next` on, for as many places as a step may try; returns where it stopped. */
  function lookFrom(hits: HitList, next: number): number {
    let places = 0;
    let i = next;
    for (; i < hits.length && places < limits.scanStepPlaces; i++) {
      const last = hits.positionAt(i);
      const at = hits.stateAt(i);
      const expected = lastByte[at] ?? 0;
      if (expected !== 0 && bytes[last] !== expected) continue;
      const end = firstPurpose[at + 1] ?? 0;
      const first = firstPurpose[at] ?? 0;
      places += end - first;
      for (let k = first; k < end; k++) {
        const probe = probes[k] ?? 0;
        const byte = bytes[last - (probe >> 16)] ?? 0;
        if (((byte ^ probe) & (probe >> 8) & 0xff) !== 0) continue;
        const purpose = allPurposes[k];
        if (purpose !== undefined) atHit(purpose, last);
      }
    }
    return i;
  }

  return {
    advance(from, to) {
      const isShort = to - from <= SHORT_BYTES;
      const hits = isShort ? shortHits.pop() ?? new HitList() : longHits ??= new HitList();
      hits.length = 0;
      state = walk(automaton, bytes, from, to, state, hits);
      return lookAtAll(hits, lookFrom, isShort);
    },
    finish: () => finishBoth(rules, secrets),
  };
}

// No generator function is made for each text, here and wherever texts are many: V8 gives each a prototype
// and a hidden class of its own, which takes a microsecond, and what it holds outlives young collections.

function* lookAtAll(
  hits: HitList,
  lookFrom: (hits: HitList, next: number) => number,
  isShort: boolean,
): Generator<void, void, void> {
  for (let at = lookFrom(hits, 0); at < hits.length; at = lookFrom(hits, at)) yield;
  if (isShort) shortHits.push(hits);
}

function* finishBoth(
  rules: RuleScan | undefined,
  secrets: SecretScan,
): Generator<void, void, void> {
  if (rules !== undefined) yield* rules.finish();
  secrets.finish();
}
