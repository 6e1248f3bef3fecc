import { Buffer } from "node:buffer";
import type { Sample } from "../../support/proof_samples.ts";
import { moreSamples, ruleSamples, secretSamples } from "../../support/proof_samples.ts";
import { textEncodings } from "../../support/text_encodings.ts";
import type { Draws } from "./draws.ts";

const samples = [...ruleSamples, ...moreSamples, ...secretSamples];
const names = Object.keys(textEncodings);

/** Encodings that are two in one: four levels are undone in all. */
const levels = (how: string): number => /twice|gzip/.test(how) ? 2 : 1;

/** Something that must not leave, of any rule or a known secret. */
export function someSample(draws: Draws): Sample {
  return draws.pick(samples);
}

/** Up to three encodings, of at most `most` levels together. */
export function someEncodings(draws: Draws, most = 4): readonly string[] {
  const chosen: string[] = [];
  let left = most;
  for (let more = draws.below(4); more > 0 && left > 0; more--) {
    const how = draws.pick(names.filter((name) => levels(name) <= left));
    chosen.push(how);
    left -= levels(how);
  }
  return chosen;
}

/** The text under these encodings, the first innermost. */
export function encoded(text: string, ways: readonly string[]): string {
  return ways.reduce((inner, how) => textEncodings[how]?.(inner) ?? inner, text);
}

const BEFORE = ["Dear reader, ", "", '{"a": "', "x=1\n", "see (", "<p>"];
const AFTER = [" from the writer", "", '"}', "\nend", ") there", "</p>"];

/** What may stand round a text, found by nobody. */
export function wordsAround(draws: Draws): (text: string) => string {
  const at = draws.below(BEFORE.length);
  return (text) => `${BEFORE[at]}${text}${AFTER[at]}`;
}

/**
 * Whether no twelve characters in a row of the value stand in what came out, also with percent signs
 * undone; but for those that stand in what was sent around it as well.
 */
export function isGone(value: string, out: Uint8Array | string, around = ""): boolean {
  const text = typeof out === "string" ? out : Buffer.from(out).toString("latin1");
  const undone = text.replace(
    /%([0-9a-f]{2})/gi,
    (_, hex) => String.fromCharCode(parseInt(hex, 16)),
  );
  for (let at = 0; at + 12 <= value.length; at++) {
    const part = value.slice(at, at + 12);
    if (around.includes(part)) continue;
    if (text.includes(part) || undone.includes(part)) return false;
  }
  return true;
}
