import { limits } from "../../limits.ts";
import { byteWindow } from "./byte_window.ts";
import type { CompiledSigns } from "./compile_signs.ts";
import { digitsForLetters, LETTERS_REACH } from "./digits_for_letters.ts";
import { followSigns } from "./follow_signs.ts";
import type { JudgedSigns } from "./judge_signs.ts";
import { lookForDigits, type SignedText, type ViewWork } from "./look_for_signs.ts";
import type { SeenSign } from "./sign_scan.ts";
import { signGroups } from "./sign_groups.ts";
import { LOOK_BACK } from "./unseen_place.ts";
import { viewSegments } from "./view_segments.ts";

/** A text with its signs, and where in the stream it begins if it was not decoded. */
export interface StreamedSigns extends SignedText {
  readonly base: number;
}

/** What `SignStream` is made of, before findings are made of it. */
export interface SignedStream {
  /** `isEnd`: these are the last. */
  push(bytes: Uint8Array, isEnd: boolean): Generator<void, readonly StreamedSigns[], void>;
  guess(): Generator<void, readonly StreamedSigns[], void>;
  cleared(): number;
  /** Whether something encoded was not looked at, since it was too much. */
  spent(): boolean;
}

/** The window is moved when so much may go: moving costs more than a short push. */
const LEAST_DROPPED = 512;

/**
 * Follows one text. It is walked once as it comes; patterns that reach its end, groups that may still grow and
 * segments that are not whole wait. What is kept is what those need and what `unseenPlace` looks back at:
 * some 3 KiB in ordinary text, 16 KiB at most and what is pushed at once.
 */
export function signedStream(compiled: CompiledSigns): SignedStream {
  const window = byteWindow();
  const follower = followSigns(compiled);
  const groups = signGroups();
  const work: ViewWork = {
    compiled,
    signed: [],
    decodedLeft: limits.scanDecodedFreeBytes,
    spent: false,
  };
  const segments = viewSegments(work);
  /** Words with digits for letters that wait for what stands behind them, and up to where the last was read. */
  let digits: number[] = [];
  let read = 0;
  let cleared = 0;

  function* advance(
    from: number,
    isEnd: boolean,
    isMoreHere: boolean,
  ): Generator<void, StreamedSigns[], void> {
    const { source, base } = window;
    yield* follower.advance(source, from, isEnd, isMoreHere);
    take(follower.take());
    yield* segments.advance(source, isEnd);
    yield* readDigits(isEnd);
    const judged = groups.first() < 0
      ? []
      : groups.take(source.text, follower.frontier(window.length), isEnd);
    return told(source.text, judged, base);
  }

  function take(seen: readonly SeenSign[]): void {
    if (seen.length === 0) return;
    groups.add(seen);
    for (const { sign, start } of seen) {
      if (sign.id !== digitsForLetters.id || start < read) continue;
      read = start + LETTERS_REACH;
      digits.push(start);
    }
  }

  function* readDigits(isEnd: boolean): Generator<void, void, void> {
    while (digits.length > 0) {
      const start = digits[0] ?? 0;
      if (!isEnd && start + LETTERS_REACH > window.length) return;
      digits.shift();
      yield* lookForDigits(work, window.source.text, start);
    }
  }

  function told(text: string, judged: readonly JudgedSigns[], base: number): StreamedSigns[] {
    const all: StreamedSigns[] = judged.length > 0 ? [{ text, views: [], judged, base }] : [];
    for (const signed of work.signed) all.push({ ...signed, base: 0 });
    if (work.signed.length > 0) work.signed = [];
    return all;
  }

  /** Where what is not decided begins. */
  function open(): number {
    const { source } = window;
    let first = Math.min(follower.open(source), segments.open(source), digits[0] ?? Infinity);
    if (groups.first() >= 0) {
      const group = groups.open(source.text);
      if (group >= 0) first = Math.min(first, group);
    }
    return first;
  }

  function forget(): void {
    const { length } = window;
    let first = Math.min(follower.frontier(length), length);
    if (groups.first() >= 0) first = Math.min(first, groups.first());
    const from = Math.min(
      first - LOOK_BACK,
      segments.first(),
      (digits[0] ?? Infinity) - LETTERS_REACH,
    );
    if (from < LEAST_DROPPED) return;
    window.drop(from);
    follower.shift(from);
    groups.shift(from);
    segments.shift(from);
    digits = digits.map((start) => start - from);
    read -= from;
  }

  return {
    *push(bytes, isEnd) {
      const all: StreamedSigns[] = [];
      const isEntire = isEnd && window.base + window.length === 0 &&
        bytes.length <= limits.scanStepBytes;
      const most = isEntire ? limits.scanStepBytes : limits.injectionPieceBytes;
      for (let at = 0; at < bytes.length || (isEnd && at === 0); at += most) {
        if (at > 0) yield;
        const piece = bytes.subarray(at, at + most);
        const from = window.length;
        const isLast = at + piece.length >= bytes.length;
        if (isEntire) window.adopt(piece);
        else window.append(piece);
        work.decodedLeft += limits.injectionDecodedPerByte * piece.length;
        all.push(...yield* advance(from, isEnd && isLast, !isLast));
        if (isLast) cleared = Math.max(cleared, window.base + (isEnd ? window.length : open()));
        if (!isEnd || !isLast) forget();
        window.rest();
      }
      return all;
    },
    *guess() {
      const { source, base } = window;
      const left = work.decodedLeft;
      yield* segments.guess(source);
      for (const start of digits) yield* lookForDigits(work, source.text, start);
      work.decodedLeft = left;
      cleared = base + window.length;
      return told(source.text, groups.guess(source.text, follower.guess(source)), base);
    },
    cleared: () => cleared,
    spent: () => work.spent,
  };
}
