import { Buffer } from "node:buffer";
import { undo } from "./undo.ts";

/** So many letters and digits of a secret in a row are its disclosure. */
const LETTERS = 12;
/** In the letters of a base64 whose case was lost, which no decoder reads. */
const BASE64_LETTERS = 16;
/** How many codings, one in the other, are undone. */
const DEPTH = 5;
/** A larger text is read as it is and unpacked once: what is tried with those is not nested. */
const WHOLE_CHARS = 256 * 1024;

/**
 * The names of the secrets that somebody who received this (latin1) can read out of it: as they are,
 * reduced to letters and digits, reversed, rotated, or in any nesting of codings that `undo` knows.
 */
export function secretsIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
  const shapes = shapesOf(secrets);
  const found = new Set<string>();
  const seen = new Set<string>();
  let level = [text];
  for (let depth = 0; depth <= DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const one of level) {
      if (seen.has(one)) continue;
      seen.add(one);
      const reduced = reduce(one);
      for (let at = 0; at + LETTERS <= reduced.length; at++) {
        const name = shapes.get(reduced.slice(at, at + LETTERS));
        if (name !== undefined) found.add(name);
        const encoded = shapes.get(reduced.slice(at, at + BASE64_LETTERS));
        if (encoded !== undefined) found.add(encoded);
      }
      if (one.length <= WHOLE_CHARS || depth === 0) next.push(...undo(one));
    }
    level = next;
  }
  return [...found];
}

/** Whether a secret stands in the text as a whole, its letters and digits in a row. */
export function standsWholeIn(text: string, secret: string): boolean {
  return reduce(text).includes(reduce(secret));
}

function reduce(text: string): string {
  return text.replace(/[^A-Za-z0-9]+/g, "").toLowerCase();
}

const known = new WeakMap<object, ReadonlyMap<string, string>>();

/** What gives a secret away, with its name. */
function shapesOf(secrets: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const before = known.get(secrets);
  if (before !== undefined) return before;
  const shapes = new Map<string, string>();
  for (const [name, value] of Object.entries(secrets)) {
    const plain = reduce(value);
    for (const text of [plain, [...plain].reverse().join(""), rotated(plain)]) {
      for (const shape of windows(text, LETTERS)) shapes.set(shape, name);
    }
    for (const before of ["", "\x02", "\x02\x01"]) {
      const encoded = reduce(Buffer.from(`${before}${value}`).toString("base64").slice(4));
      for (const shape of windows(encoded, BASE64_LETTERS)) shapes.set(shape, name);
    }
  }
  known.set(secrets, shapes);
  return shapes;
}

function windows(text: string, size: number): string[] {
  const count = Math.max(0, text.length - size + 1);
  return Array.from({ length: count }, (_, at) => text.slice(at, at + size));
}

function rotated(text: string): string {
  return text.replace(
    /[a-z]/g,
    (char) => String.fromCharCode((char.charCodeAt(0) - 97 + 13) % 26 + 97),
  );
}
