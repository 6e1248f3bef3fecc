import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import type { Text } from "../text_scan.ts";
import { byteWriter, writeByte, written } from "./byte_writer.ts";
import { escapedUnit, writeUnescapedSteps } from "./escapes.ts";
import { RUN_CHARACTERS } from "./run_characters.ts";

/**
 * What a text with backslash escapes (JSON, and source code) shows only once they are undone.
 *
 * Undoing all escapes would give a second text as long as the first, and every line of code in a
 * conversation holds one, so scanning would cost twice. But a value that shows in the undone text and
 * not in the raw one must hold an escape or stand beside one. So only these places are undone and
 * given, with a margin, on lines of their own: round an escape that hides a character (`\/`, `\u` for
 * ASCII and for what looks like it), and round any other escape that stands next to a stretch which
 * could be a value: twenty characters without a space or quote, or eight with a digit among them.
 *
 * Gives one text for each depth (JSON inside JSON has its escapes escaped), outermost first, each with
 * such places of the one before, none where there is nothing to show. `text` is the bytes as latin1.
 */
export function* escapedTexts(text: string, bytes: Uint8Array): Steps<Text[]> {
  const texts: Text[] = [];
  for (let depth = 0, last: Text = { text, bytes }; depth < MAX_DEPTH; depth++) {
    const undone = yield* undoneOnce(last);
    if (undone === undefined) break;
    texts.push(last = undone);
  }
  return texts;
}

function* undoneOnce({ text, bytes }: Text): Steps<Text | undefined> {
  const found = yield* stretches(text, bytes);
  if (found.length === 0) return undefined;
  const writer = byteWriter(found.reduce((sum, { start, end }) => sum + end - start + 1, 0));
  let pause: number = limits.scanStepBytes;
  for (const { start, end } of found) {
    if (writer.length > 0) writeByte(writer, LINE_END);
    yield* writeUnescapedSteps(writer, bytes, start, end);
    if (writer.length < pause) continue;
    pause = writer.length + limits.scanStepBytes;
    yield;
  }
  return written(writer);
}

/** JSON in JSON in JSON: a tool call's arguments that hold a document. */
const MAX_DEPTH = 3;

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The stretches worth showing, those that overlap as one. */
function* stretches(text: string, bytes: Uint8Array): Steps<Stretch[]> {
  const found: Stretch[] = [];
  let last: { start: number; end: number } | undefined;
  let pause: number = limits.scanStepBytes;
  for (let at = text.indexOf("\\"); at >= 0;) {
    if (at >= pause) {
      pause = at + limits.scanStepBytes;
      yield;
    }
    const behind = at + (escapedUnit(bytes, at) >= 0 ? 6 : 2);
    const before = runStart(bytes, at);
    const after = runEnd(bytes, behind);
    if (
      hides(bytes, at) || couldBeValue(bytes, behind, after) || couldBeValue(bytes, before, at)
    ) {
      const start = Math.max(0, before - limits.escapeMarginBytes);
      const end = Math.min(bytes.length, after + limits.escapeMarginBytes);
      if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
      else found.push(last = { start, end });
    }
    at = text.indexOf("\\", behind);
  }
  return found;
}

/** The first position at or after `from` that no value would run over. */
function runEnd(bytes: Uint8Array, from: number): number {
  const last = Math.min(bytes.length, from + limits.escapeRunBytes);
  let i = from;
  while (i < last && RUN_CHARACTERS[bytes[i] ?? 0] === 1) i++;
  return i;
}

function runStart(bytes: Uint8Array, to: number): number {
  const first = Math.max(0, to - limits.escapeRunBytes);
  let i = to;
  while (i > first && RUN_CHARACTERS[bytes[i - 1] ?? 0] === 1) i--;
  return i;
}

function couldBeValue(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length < 8) return false;
  if (length >= 20) return true;
  for (let i = start; i < end; i++) {
    const code = bytes[i] ?? 0;
    if (code >= 0x30 && code <= 0x39) return true;
  }
  return false;
}

/** Whether the escape stands for a character that a token could hold, or for one that looks like it. */
function hides(bytes: Uint8Array, at: number): boolean {
  if (bytes[at + 1] === 0x2f) return true;
  const unit = escapedUnit(bytes, at);
  if (unit < 0) return false;
  const dull = (unit >= 0xc0 && unit <= 0xff) || (unit >= 0x2010 && unit <= 0x2027) ||
    (unit >= 0x2e80 && unit <= 0xd7ff) || unit === 0xd83d || unit === 0xd83e ||
    (unit >= 0xdc00 && unit <= 0xdfff);
  return !dull;
}

const LINE_END = 0x0a;
