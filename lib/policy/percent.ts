import { limits } from "../limits.ts";

/** Undoes each valid percent escape once, byte by byte (latin1); an invalid one stays as it is. */
export function decodePercent(text: string): string {
  if (!text.includes("%")) return text;
  return text.replace(ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/**
 * Every reading of a text: itself, then each further decoding, until nothing changes. Undefined
 * where it still changes after `limits.percentDecodings`: nobody writes so deeply by honest means,
 * and what was not read to its end was not judged.
 */
export function percentReadings(text: string): readonly [string, ...string[]] | undefined {
  const readings: [string, ...string[]] = [text];
  let current = text;
  for (let depth = 0; depth <= limits.percentDecodings; depth++) {
    const next = decodePercent(current);
    if (next === current) return readings;
    readings.push(next);
    current = next;
  }
  return undefined;
}

/** The deepest reading of a text, or undefined as in `percentReadings`. */
export function decodePercentFully(text: string): string | undefined {
  return text.includes("%") ? percentReadings(text)?.at(-1) : text;
}

const ESCAPE = /%([0-9a-f]{2})/gi;
