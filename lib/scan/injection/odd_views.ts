import { latin1Text } from "../latin1_text.ts";
import type { Text } from "../text_scan.ts";
import { baseRuns } from "../view/base_runs.ts";
import { ByteSink } from "../view/byte_sink.ts";
import { ESCAPE_LOOK_AHEAD, escapes } from "../view/escapes.ts";
import { hexPairs } from "../view/hex_pairs.ts";
import { letterSpaced } from "../view/letter_spaced.ts";
import { OddKind } from "./odd_looks.ts";

/** What a text decodes to. */
export interface OddView {
  /** In words: `base64`, `percent`. Several kinds of escapes are undone together. */
  readonly names: readonly string[];
  readonly source: Text;
}

/**
 * What decodes and begins in `[from, to)`, of the kinds that look encoded there: bits of `OddKind`.
 *
 * @param least bytes of a decoded text below which nothing is looked for
 */
export function oddViews(
  { bytes }: Text,
  from: number,
  to: number,
  kinds: number,
  least: number,
): readonly OddView[] {
  const views: OddView[] = [];
  const add = (sink: ByteSink, names: readonly string[]): void => {
    if (sink.length > 0) views.push({ names, source: sink.take() });
  };
  if ((kinds & OddKind.escape) !== 0) {
    const piece = latin1Text(bytes, from, Math.min(bytes.length, to + ESCAPE_LOOK_AHEAD));
    const escaped = new ByteSink();
    add(escaped, escapes(bytes, piece, from, to, escaped));
  }
  if ((kinds & (OddKind.run | OddKind.pairs)) !== 0) {
    const base64 = new ByteSink(), hex = new ByteSink(), base32 = new ByteSink();
    if ((kinds & OddKind.run) !== 0) baseRuns(bytes, from, to, { base64, hex, base32 }, least);
    if ((kinds & OddKind.pairs) !== 0) hexPairs(bytes, from, to, hex, least);
    add(base64, ["base64"]);
    add(hex, ["hex"]);
    add(base32, ["base32"]);
  }
  if ((kinds & OddKind.apart) !== 0) {
    const shown = new ByteSink(), unseen = new ByteSink();
    letterSpaced(bytes, from, to, { shown, unseen }, least);
    add(shown, ["letters apart"]);
    add(unseen, ["letters apart"]);
  }
  return views;
}
