import { limits } from "../limits.ts";
import type { Hold } from "./body_stream.ts";
import type { Compiled } from "./compile.ts";
import { latin1Text } from "./latin1_text.ts";
import { matchForm } from "./secrets/match_form.ts";
import { BASE64_RUN } from "./view/byte_classes.ts";
import { GZIP_SIGN } from "./view/gzip_in_base64.ts";
import { runEnd } from "./view/run_end.ts";
import { HitList } from "./walk/hit_list.ts";
import { letterClasses } from "./walk/letter_classes.ts";
import { walk } from "./walk/walk.ts";

/**
 * What leaves is held back by a fixed window, as long as the longest thing that any detector matches in
 * any one encoding, or a token of ordinary length in four: the body's end comes late, but whole.
 */
export const windowHold: Hold = {
  batchBytes: limits.streamPieceBytes,
  from: (bytes) => bytes.length - limits.streamWindowBytes,
};

/** Fewer letters of a secret than this are let go: most texts end with one or two, and must not wait for the next. */
const LEAST_HELD_LETTERS = 3;

/**
 * What comes in is held back only while its end may be the beginning of a known secret in one of its forms,
 * or of gzip in base64, or is a word with escapes in it: events of a stream pass at once.
 */
export function secretHold(compiled: Compiled): Hold {
  const { automaton, purposes } = compiled;
  const hits = new HitList();
  const letters = longestForm(compiled);
  return {
    batchBytes: 1,
    from(bytes) {
      hits.length = 0;
      const start = Math.max(0, bytes.length - limits.streamWindowBytes);
      const walked = reach(bytes, start, letters);
      const state = walk(automaton, bytes, walked, bytes.length, 0, hits);
      let held = Math.min(
        beginning(bytes, automaton.depth[state] ?? 0),
        packedRun(bytes),
        escapedRun(bytes),
        plainBeginning(bytes, compiled),
      );
      for (let i = 0; i < hits.length; i++) {
        for (const purpose of purposes[hits.stateAt(i)] ?? []) {
          if (purpose.kind !== "secret") continue;
          const { form, offset, letters } = purpose;
          const last = hits.positionAt(i);
          const match = matchForm(bytes, bytes.length, last, form, offset, letters);
          if (match?.open === true) held = Math.min(held, match.start);
        }
      }
      return Math.max(held, start);
    },
  };
}

/** The most letters and digits that a form of a known secret takes. */
function longestForm({ purposes }: Compiled): number {
  const letters = purposes.flat().map((purpose) =>
    purpose.kind === "secret" ? purpose.form.reduced.length : 0
  );
  return letters.reduce((most, length) => Math.max(most, length), 0);
}

/** Where the last `letters` letters begin, or those after the last gap that is too long for a secret; not before `least`. */
function reach(bytes: Uint8Array, least: number, letters: number): number {
  let left = letters;
  let gap = 0;
  let start = bytes.length;
  for (; start > least && left > 0 && gap <= limits.scanGapBytes; start--) {
    if (letterClasses[bytes[start - 1] ?? 0] === 0) gap++;
    else {
      gap = 0;
      left--;
    }
  }
  return start;
}

/** Where the last `letters` letters begin, if they are held. */
function beginning(bytes: Uint8Array, letters: number): number {
  if (letters < LEAST_HELD_LETTERS) return bytes.length;
  let left = letters;
  let gap = 0;
  for (let i = bytes.length - 1; i >= 0 && left > 0; i--) {
    if (letterClasses[bytes[i] ?? 0] === 0) {
      if (++gap > limits.scanGapBytes) break;
      continue;
    }
    gap = 0;
    if (--left === 0) return i;
  }
  return bytes.length;
}

/** A secret that is searched for as it is: its longest beginning at the end of the bytes. */
function plainBeginning(bytes: Uint8Array, { plainSecrets }: Compiled): number {
  let held = bytes.length;
  for (const { value } of plainSecrets) {
    const last = Math.min(held, bytes.length - LEAST_HELD_LETTERS + 1);
    for (let from = Math.max(0, bytes.length - value.length + 1); from < last; from++) {
      let at = from;
      while (at < bytes.length && bytes[at] === value.charCodeAt(at - from)) at++;
      if (at === bytes.length) held = from;
    }
  }
  return held;
}

/** The beginning of gzip in base64, if the run goes on at the end of the bytes. */
function packedRun(bytes: Uint8Array): number {
  let start = bytes.length;
  const near = Math.max(0, start - NEAR_BYTES);
  while (start > near && BASE64_RUN[bytes[start - 1] ?? 0] !== 0) start--;
  // A long run is not walked back to its start: the sign is searched for, and hardly ever there.
  const from = start > near ? start : 0;
  const text = latin1Text(bytes, from, bytes.length);
  for (let at = text.indexOf(GZIP_SIGN); at >= 0;) {
    const end = runEnd(bytes, from + at, bytes.length, BASE64_RUN);
    if (end === bytes.length) return from + at;
    at = text.indexOf(GZIP_SIGN, end - from);
  }
  const least = Math.max(start, bytes.length - GZIP_SIGN.length + 1);
  for (let at = least; at < bytes.length; at++) {
    if (GZIP_SIGN.startsWith(text.slice(at - from))) return at;
  }
  return bytes.length;
}

/** Longer than most words: how far back the start of a run is looked for byte by byte. */
const NEAR_BYTES = 256;

/** The word that the bytes end with, if it holds an escape: which of a secret's letters are escaped no form can know. */
function escapedRun(bytes: Uint8Array): number {
  const least = Math.max(0, bytes.length - limits.escapeRunBytes);
  let start = bytes.length;
  let isEscaped = false;
  for (; start > least; start--) {
    const kind = WORD[bytes[start - 1] as number] as number;
    if (kind === 0) break;
    if (kind > 1) isEscaped ||= isEscape(bytes[start - 1] ?? 0, bytes[start]);
  }
  return isEscaped ? start : bytes.length;
}

/** By byte: 0 for a blank, a control character or a quote, which end a word; 2 for what escapes begin with. */
const WORD: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte <= 0x20 || byte === 0x22 || byte === 0x27 || byte === 0x60) return 0;
  return byte === 0x25 || byte === 0x26 || byte === 0x5c ? 2 : 1;
});

/** Whether an escape of any kind begins with these two: percent, `&#` or a name, a backslash with `u`, `x` or a digit. */
function isEscape(byte: number, next: number | undefined): boolean {
  if (byte === 0x25 || byte === 0x26) return true;
  if (byte !== 0x5c || next === undefined) return false;
  return (next | 0x20) === 0x75 || next === 0x78 || (next >= 0x30 && next <= 0x39);
}
