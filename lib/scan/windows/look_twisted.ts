import { Buffer } from "node:buffer";
import type { Text } from "../text_scan.ts";
import type { Effort } from "./effort.ts";
import type { RuleLiteral } from "./rule_literals.ts";
import { type RuleMatch, tryRuleAt } from "./try_rule.ts";

/** Tries a rule on a token that stands reversed or in rot13, whose twisted beginning is at `start`. */
export function lookTwisted(
  { text, bytes }: Text,
  start: number,
  literal: RuleLiteral,
  effort: Effort,
): RuleMatch | undefined {
  const { rule } = literal;
  if (literal.twist === "rot13") {
    const from = Math.max(0, start - rule.before);
    const window = copy(bytes, from, start + rule.after).map((byte) => ROT13[byte] ?? byte);
    effort.left -= window.length;
    const match = tryRuleAt(latin1(window), start - from, rule, effort);
    return asItStands(text, match, (at) => from + at);
  }
  // The end of the reversed beginning is where the token begins.
  const begin = start + literal.text.length;
  const to = Math.min(text.length, begin + rule.before);
  const window = copy(bytes, Math.max(0, begin - rule.after), to).reverse();
  effort.left -= window.length;
  return asItStands(text, tryRuleAt(latin1(window), to - begin, rule, effort), (at) => to - at);
}

const ROT13: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  const lower = byte | 0x20;
  if (lower < 0x61 || lower > 0x7a) return byte;
  return lower < 0x6e ? byte + 13 : byte - 13;
});

/** `slice` of a Buffer is no copy, and what is judged must not be turned round where it stands. */
function copy(bytes: Uint8Array, from: number, to: number): Uint8Array {
  return new Uint8Array(bytes.subarray(from, to));
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
}

function asItStands(
  text: string,
  match: RuleMatch | undefined,
  place: (at: number) => number,
): RuleMatch | undefined {
  if (match === undefined) return undefined;
  const ends = [place(match.start), place(match.end)];
  const start = Math.min(...ends);
  const end = Math.max(...ends);
  if (isLineOfMany(text, start, end)) return undefined;
  return { value: text.slice(start, end), start, end };
}

/**
 * One of many lines of base64 begins as a twisted token does now and then, and ends where one would: what
 * is encoded twice often does. Of tokens on lines of their own the first and the last are still seen.
 */
function isLineOfMany(text: string, start: number, end: number): boolean {
  return LINE_BEFORE.test(text.slice(Math.max(0, start - LOOKED_AT), start)) &&
    LINE_AFTER.test(text.slice(end, end + LOOKED_AT));
}

const LOOKED_AT = 48;
const LINE_BEFORE = /[A-Za-z0-9+/_-]{32}\r?\n$/;
const LINE_AFTER = /^\r?\n[A-Za-z0-9+/_-]{4}/;
