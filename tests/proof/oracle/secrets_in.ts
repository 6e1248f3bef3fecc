import { Buffer } from "node:buffer";
import { undo } from "./undo.ts";

/** So many letters and digits of a secret in a row are its disclosure. */
const LETTERS = 12;
/** In the letters of a base64 whose case was lost, which no decoder reads. */
const BASE64_LETTERS = 16;
/** How many codings, one in the other, are undone. */
const DEPTH = 5;
/** A larger text is read as it is and unpacked once: what is tried with those is not nested. */
const WHOLE_CHARS = 32 * 1024;

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
        for (const { shape, name } of shapes.get(reduced.slice(at, at + LETTERS)) ?? []) {
          if (reduced.startsWith(shape, at)) found.add(name);
        }
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

/** What gives a secret away, by its first letters. */
type Shapes = ReadonlyMap<string, readonly { readonly shape: string; readonly name: string }[]>;

const known = new WeakMap<object, Shapes>();

function shapesOf(secrets: Readonly<Record<string, string>>): Shapes {
  const before = known.get(secrets);
  if (before !== undefined) return before;
  const shapes = new Map<string, { shape: string; name: string }[]>();
  const add = (shape: string, name: string) => {
    const first = shape.slice(0, LETTERS);
    shapes.set(first, [...shapes.get(first) ?? [], { shape, name }]);
  };
  for (const [name, value] of Object.entries(secrets)) {
    const plain = reduce(value);
    for (const text of [plain, [...plain].reverse().join(""), rotated(plain)]) {
      for (const shape of windows(text, LETTERS)) add(shape, name);
    }
    for (const before of ["", "\x02", "\x02\x01"]) {
      const encoded = reduce(Buffer.from(`${before}${value}`).toString("base64").slice(4));
      for (const shape of windows(encoded, BASE64_LETTERS)) add(shape, name);
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
