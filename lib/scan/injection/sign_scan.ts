import type { Text } from "../text_scan.ts";
import type { CompiledSigns } from "./compile_signs.ts";
import { keywordPlaces } from "./keyword_places.ts";
import { matchEnd } from "./match_end.ts";
import type { Sign } from "./sign.ts";

/** What a sign is when it has been seen: enough to weigh and to tell it. */
export interface SeenSign {
  readonly sign: Pick<Sign, "id" | "kind" | "strength">;
  readonly start: number;
  readonly end: number;
}

/** Looks through one text piece by piece, as `TextScan` does for rules. */
export interface SignScan {
  /** Looks for signs whose keywords end in `[from, to)`; what begins there may be read beyond `to`. */
  advance(from: number, to: number): Generator<void, void, void>;
  /** In order of what was seen when. */
  readonly seen: readonly SeenSign[];
}

/** The signs of a text that is there as a whole. */
export function signScan(compiled: CompiledSigns, source: Text): SignScan {
  const seen: SeenSign[] = [];
  /** Where the last match of a sign ended: hits before it tell nothing new. */
  const ends = new Map<string, number>();

  function attempt(sign: Sign, start: number): void {
    if (start < (ends.get(sign.id) ?? 0)) return;
    const { filter } = compiled;
    const end = matchEnd(filter, sign, source, start, filter.endOfWays(sign, source.bytes, start));
    if (end < 0) return;
    ends.set(sign.id, end);
    seen.push({ sign, start, end });
  }

  const places = keywordPlaces(compiled, attempt);
  return { seen, advance: (from, to) => places.advance(source.bytes, from, to) };
}
