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
  const shapes = Object.entries(secrets).map(([name, value]) => ({
    name,
    shapes: shapesOf(value),
  }));
  const found = new Set<string>();
  const seen = new Set<string>();
  let level = [text];
  for (let depth = 0; depth <= DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const one of level) {
      if (seen.has(one)) continue;
      seen.add(one);
      const reduced = reduce(one);
      for (const { name, shapes: all } of shapes) {
        if (!found.has(name) && all.some((shape) => reduced.includes(shape))) found.add(name);
      }
      if (one.length <= WHOLE_CHARS || depth === 0) next.push(...undo(one));
    }
    level = next;
  }
  return [...found];
}

function reduce(text: string): string {
  return text.replace(/[^A-Za-z0-9]+/g, "").toLowerCase();
}

function shapesOf(value: string): readonly string[] {
  const plain = reduce(value);
  const texts = [plain, [...plain].reverse().join(""), rotated(plain)];
  const encoded = ["", "\x02", "\x02\x01"].flatMap((before) =>
    windows(reduce(Buffer.from(`${before}${value}`).toString("base64").slice(4)), BASE64_LETTERS)
  );
  return [...texts.flatMap((text) => windows(text, LETTERS)), ...encoded];
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
