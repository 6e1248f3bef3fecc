import { limits } from "../limits.ts";
import type { Steps } from "./steps.ts";
import type { TextView } from "./text_view.ts";

/** The texts of one body that were looked through already. */
export interface SeenTexts {
  /**
   * Whether the same text was given before, so that it would tell nothing new; from then on this one
   * was. A joined text is judged by fewer rules: it makes no other text seen.
   */
  hasSeen(view: TextView): Steps<boolean>;
}

/** Remembers one text of each length, so that a body of many texts of one length is not compared for long. */
export function seenTexts(): SeenTexts {
  const byLength: ByLength = new Map();
  return { hasSeen: (view) => hasSeen(byLength, view) };
}

type ByLength = Map<number, { readonly text: string; readonly joined: boolean }>;

function* hasSeen(byLength: ByLength, { text, views }: TextView): Steps<boolean> {
  const joined = views.includes("joined");
  const known = byLength.get(text.length);
  if (known !== undefined && (joined || !known.joined) && (yield* isSame(known.text, text))) {
    return true;
  }
  byLength.set(text.length, { text, joined });
  return false;
}

/** Slices of a text are no copies, so comparing by slices costs no more than comparing at once. */
function* isSame(one: string, other: string): Steps<boolean> {
  const step = limits.scanStepBytes;
  for (let from = 0; from < one.length; from += step) {
    if (from > 0) yield;
    if (one.slice(from, from + step) !== other.slice(from, from + step)) return false;
  }
  return true;
}
