import { Buffer, isAscii } from "node:buffer";
import { limits } from "../../limits.ts";
import type { Text } from "../text_scan.ts";
import { beyondAscii } from "./beyond_ascii.ts";
import type { CompiledSigns } from "./compile_signs.ts";
import { digitsForLetters, LETTERS_REACH, lettersForDigits } from "./digits_for_letters.ts";
import { HIDDEN_IN_CHARACTERS, type JudgedSigns, judgeSigns } from "./judge_signs.ts";
import { OddKind } from "./odd_looks.ts";
import { oddPlaces } from "./odd_places.ts";
import { oddViews } from "./odd_views.ts";
import { plainLetters } from "./plain_letters.ts";
import { scriptSigns } from "./scripts.ts";
import { type SeenSign, signScan } from "./sign_scan.ts";

/** A text, or what one decodes to, with what its signs come to. */
export interface SignedText {
  readonly text: string;
  /** The decodings between the text that was given and this one, outermost first. */
  readonly views: readonly string[];
  readonly judged: readonly JudgedSigns[];
}

/** What looking through the views of one text has come to, and what it may still decode. */
export interface ViewWork {
  readonly compiled: CompiledSigns;
  /** What was found since it was last taken. */
  signed: SignedText[];
  decodedLeft: number;
  /** Whether something was not looked at because too much was decoded before it. */
  spent: boolean;
}

/** Least bytes of a decoded text: a demand is no shorter. */
const LEAST_DECODED = 16;
/** Tag characters that are no slip. */
const LEAST_TAGS = 8;

/**
 * Looks for signs in a text and in what it decodes to: base64, hex, escapes, letters apart, digits for letters, what
 * Unicode hides, up to the stated depth and within the stated bytes. What is beyond these is not looked at, and
 * `spent` tells so.
 */
export function* lookForSigns(
  work: ViewWork,
  source: Text,
  ascii: boolean,
): Generator<void, void, void> {
  yield* scanText(work, source, ascii, [], undefined);
}

/** The same without the text itself, in what it decodes to where that begins in `[from, to)`, of the kinds that are odd there. */
export function* lookInViews(
  work: ViewWork,
  source: Text,
  from: number,
  to: number,
  kinds: number,
): Generator<void, void, void> {
  for (const view of oddViews(source, from, to, kinds, LEAST_DECODED)) {
    yield* scanView(work, view.source, view.names, []);
  }
  if ((kinds & OddKind.beyond) !== 0) yield* scanBeyondAscii(work, source.bytes, from, to, []);
}

/** The same in the text round `at` with letters for digits. */
export function* lookForDigits(
  work: ViewWork,
  text: string,
  at: number,
): Generator<void, void, void> {
  yield* scanView(work, toText(lettersForDigits(text, at)), [DIGITS], []);
}

function* scanText(
  work: ViewWork,
  source: Text,
  ascii: boolean,
  views: readonly string[],
  hidden: string | undefined,
): Generator<void, void, void> {
  const { bytes } = source;
  const scan = signScan(work.compiled, source);
  const kinds = views.length >= limits.injectionViewDepth ? 0 : oddKinds(bytes);
  for (let from = 0; from < bytes.length; from += limits.scanStepBytes) {
    const to = Math.min(bytes.length, from + limits.scanStepBytes);
    yield* scan.advance(from, to);
    for (const view of kinds === 0 ? [] : oddViews(source, from, to, kinds, LEAST_DECODED)) {
      yield* scanView(work, view.source, view.names, views);
    }
    if (!ascii) yield* scanBeyondAscii(work, bytes, from, to, views);
    yield;
  }
  // Only where something was seen the text itself is made of the bytes.
  if (scan.seen.length === 0) return;
  const { text } = source;
  const seen = scan.seen.filter(({ sign }) => sign.id !== digitsForLetters.id);
  let read = 0;
  for (const { sign, start } of scan.seen) {
    if (sign.id !== digitsForLetters.id || views.includes(DIGITS) || start < read) continue;
    read = start + LETTERS_REACH;
    yield* scanView(work, toText(lettersForDigits(text, start)), [DIGITS], views);
  }
  const judged = judgeSigns(text, seen, hidden);
  if (judged.length > 0) work.signed.push({ text, views, judged });
}

/** All kinds of what looks encoded in a text, as bits. */
function oddKinds(bytes: Uint8Array): number {
  let kinds = 0;
  oddPlaces().advance(bytes, true, (_, kind) => kinds |= kind);
  return kinds;
}

const TAGS = "tag characters";
const DIGITS = "digits for letters";
/** Decoded bytes of what somebody hides; more of it is a file: a whole segment of base64 has 3,800. */
const MOST_HIDDEN = 3072;
/** Views that nobody makes of a short text but to hide it. */
const HIDING: ReadonlySet<string> = new Set(["base64", "hex", "base32", DIGITS]);

function* scanView(
  work: ViewWork,
  source: Text,
  names: readonly string[],
  views: readonly string[],
): Generator<void, void, void> {
  if (views.length > limits.injectionViewDepth || !spend(work, source.bytes.length)) return;
  // Source maps and files in base64 are long; a demand is not.
  const isShort = source.bytes.length <= MOST_HIDDEN;
  const hiding = names.includes(TAGS)
    ? HIDDEN_IN_CHARACTERS
    : names.find((name) => isShort && HIDING.has(name));
  yield* scanText(work, source, isAscii(source.bytes), [...views, ...names], hiding);
}

function* scanBeyondAscii(
  work: ViewWork,
  bytes: Uint8Array,
  from: number,
  to: number,
  views: readonly string[],
): Generator<void, void, void> {
  if (views.includes("unicode")) return;
  for (const stretch of beyondAscii(bytes, from, to)) {
    const { text, ascii, hidden, tags } = plainLetters(bytes.subarray(stretch.from, stretch.to));
    if (!spend(work, ascii.length)) return;
    const inScript = scriptSigns.filter(({ script }) => script.test(text))
      .flatMap(({ id, kind, strength, pattern }) =>
        [...text.matchAll(pattern)].map((match): SeenSign => ({
          sign: { id, kind, strength },
          start: match.index,
          end: match.index + match[0].length,
        }))
      );
    tell(work, text, views, inScript, undefined);
    const source = toText(ascii);
    const scan = signScan(work.compiled, source);
    yield* scan.advance(0, ascii.length);
    const disguised = scan.seen.filter(({ start, end }) =>
      hidden.some((at) => at > start && at <= end)
    );
    tell(work, ascii, views, scan.seen.filter((one) => one.sign !== digitsForLetters), undefined);
    tell(work, ascii, views, disguised, HIDDEN_IN_CHARACTERS);
    if (tags.length >= LEAST_TAGS) yield* scanTags(work, tags, views);
    yield;
  }
}

function* scanTags(
  work: ViewWork,
  tags: string,
  views: readonly string[],
): Generator<void, void, void> {
  // Lists of the letters of flags have no blanks.
  const judged: JudgedSigns = {
    severity: /[A-Za-z]{2} [A-Za-z]/.test(tags) ? "block" : "warn",
    signs: [{ sign: TAG_SIGN, start: 0, end: tags.length }],
    unseen: undefined,
  };
  work.signed.push({ text: tags, views: [...views, TAGS], judged: [judged] });
  yield* scanView(work, toText(tags), [TAGS], views);
}

const TAG_SIGN = {
  id: "tag-characters",
  kind: "text in characters that do not show",
  strength: "strong",
} as const;

function tell(
  work: ViewWork,
  text: string,
  views: readonly string[],
  seen: readonly SeenSign[],
  hidden: string | undefined,
): void {
  if (seen.length === 0) return;
  const judged = judgeSigns(text, seen, hidden);
  if (judged.length > 0) work.signed.push({ text, views: [...views, "unicode"], judged });
}

/** Whether so much may still be looked at. */
function spend(work: ViewWork, bytes: number): boolean {
  work.decodedLeft -= bytes;
  work.spent ||= work.decodedLeft < 0;
  return work.decodedLeft >= 0;
}

/** A text in latin1 with its bytes. */
function toText(text: string): Text {
  return { text, bytes: Buffer.from(text, "latin1") };
}
