import { limits } from "../../limits.ts";

/** What `placesOf` gives where it has looked through a slice: a good moment to let others have a turn. */
export const SLICE_END = -1;

/**
 * Every place at which `needle` stands in a text, in order, overlapping ones too, and `SLICE_END`
 * after each slice of the text: the search of the platform is fast and cannot be interrupted.
 */
export function* placesOf(text: string, needle: string): Generator<number, void, void> {
  const step = limits.scanStepBytes;
  for (let from = 0; from < text.length; from += step) {
    const slice = text.slice(from, from + step + needle.length - 1);
    for (let at = slice.indexOf(needle); at >= 0; at = slice.indexOf(needle, at + 1)) {
      yield from + at;
    }
    yield SLICE_END;
  }
}
