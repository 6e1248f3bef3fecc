import { bytesOf } from "../../support/wire_bytes.ts";
import type { Draws } from "./draws.ts";

/** Bytes that readers stumble over, whatever they read. */
const ODD = [
  "\r",
  "\n",
  "\r\n",
  "\0",
  " ",
  "\t",
  ":",
  ";",
  "\x7f",
  "\x80",
  "\xff",
  "%",
  "=",
  "&",
  "\\",
];

/** The bytes with up to four things done to them; `words` are put in now and then. */
export function mutate(draws: Draws, bytes: Uint8Array, words: readonly string[]): Uint8Array {
  let mutated = bytes;
  for (let times = draws.below(4); times >= 0; times--) mutated = once(draws, mutated, words);
  return mutated;
}

function once(draws: Draws, bytes: Uint8Array, words: readonly string[]): Uint8Array {
  const at = draws.below(bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + draws.below(draws.oneIn(4) ? 400 : 8));
  const [before, part, behind] = [
    bytes.subarray(0, at),
    bytes.subarray(at, end),
    bytes.subarray(end),
  ];
  switch (draws.below(7)) {
    case 0:
      return joined(before, behind);
    case 1:
      return joined(before, part, part, behind);
    case 2:
      return joined(before, bytesOf(draws.pick(words)), bytes.subarray(at));
    case 3:
      return joined(before, bytesOf(draws.pick(ODD)), bytes.subarray(at));
    case 4:
      return joined(before, Uint8Array.of(draws.below(256)), bytes.subarray(Math.min(at + 1, end)));
    case 5:
      return before;
    default:
      return joined(before, part.map((byte) => byte ^ (1 << draws.below(8))), behind);
  }
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** A large body is cut into larger pieces, or most of the time goes into cutting. */
const LARGE_BYTES = 10_000;

/** The bytes cut at some places, or at each: pieces of their own memory, none of them empty. */
export function pieces(draws: Draws, bytes: Uint8Array): Uint8Array[] {
  const longest = draws.pick([7, 1, 2, 40, 1000]) * (bytes.length > LARGE_BYTES ? 1_000 : 1);
  const cut: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = 1 + draws.below(longest);
    cut.push(bytes.slice(at, at + size));
    at += size;
  }
  return cut;
}
