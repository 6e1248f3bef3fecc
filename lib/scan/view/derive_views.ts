import { latin1Text } from "../latin1_text.ts";
import type { Text } from "../text_scan.ts";
import { baseRuns } from "./base_runs.ts";
import { ByteSink } from "./byte_sink.ts";
import { ESCAPE_LOOK_AHEAD, escapes } from "./escapes.ts";
import { gzipInBase64 } from "./gzip_in_base64.ts";
import { hexPairs } from "./hex_pairs.ts";
import { letterSpaced } from "./letter_spaced.ts";
import { unicode } from "./unicode.ts";

/** What a text looks like with one encoding undone. */
export interface DerivedView {
  /** In words: `base64`, `percent`. Several kinds of escapes are undone together. */
  readonly names: readonly string[];
  readonly source: Text;
  /** Where characters that hide something were replaced or left out: offsets, in order. Undefined for all other views. */
  readonly changed: readonly number[] | undefined;
}

export interface ViewDeriver {
  /**
   * The views of what looks encoded and begins in `[from, to)`; called for consecutive pieces. At most
   * `unpackMost` bytes come out of compressed data; `tooLarge` tells that there was more.
   */
  derive(from: number, to: number, unpackMost: number): Generator<void, Derived, void>;
}

export interface Derived {
  readonly views: readonly DerivedView[];
  readonly tooLarge: boolean;
}

/**
 * @param ascii whether the text is known to be all ASCII, so that nothing can hide in Unicode
 * @param least bytes of decoded text below which nothing is looked for; the views have their own least beside it
 */
export function deriveViews(source: Text, ascii: boolean, least = 0): ViewDeriver {
  const asked = { source, ascii, least };
  const next: Next = { run: 0, pair: 0, spaced: 0 };
  return { derive: (from, to, unpackMost) => derive(asked, next, from, to, unpackMost) };
}

interface Asked {
  readonly source: Text;
  readonly ascii: boolean;
  readonly least: number;
}

/** Each kind goes on where its last run ended, which may be beyond the piece. */
interface Next {
  run: number;
  pair: number;
  spaced: number;
}

function* derive(
  { source: { bytes }, ascii, least }: Asked,
  next: Next,
  from: number,
  to: number,
  unpackMost: number,
): Generator<void, Derived, void> {
  const views: DerivedView[] = [];
  const add = (sink: ByteSink, names: readonly string[], changed?: readonly number[]): void => {
    if (sink.length > 0) views.push({ names, source: sink.take(), changed });
  };

  const piece = latin1Text(bytes, from, Math.min(bytes.length, to + ESCAPE_LOOK_AHEAD));
  const escaped = new ByteSink();
  const kinds = escapes(bytes, piece, from, to, escaped);
  add(escaped, kinds);

  const base64 = new ByteSink(), hex = new ByteSink(), base32 = new ByteSink();
  if (next.run < to) {
    next.run = baseRuns(bytes, Math.max(from, next.run), to, { base64, hex, base32 }, least);
  }
  if (next.pair < to) next.pair = hexPairs(bytes, Math.max(from, next.pair), to, hex, least);
  add(base64, ["base64"]);
  add(hex, ["hex"]);
  add(base32, ["base32"]);

  const packed = new ByteSink();
  const { tooLarge } = gzipInBase64(bytes, piece, from, to, unpackMost, packed);
  add(packed, ["base64", "gzip"]);

  const spaced = new ByteSink(), unseen = new ByteSink();
  if (next.spaced < to) {
    next.spaced = letterSpaced(
      bytes,
      Math.max(from, next.spaced),
      to,
      { shown: spaced, unseen },
      least,
    );
  }
  add(spaced, ["letters apart"]);
  add(unseen, ["letters apart"], everywhere(unseen.length));

  // What an upstream echoes, it does not hide in Unicode.
  if (!ascii && least === 0) {
    const shown = new ByteSink();
    const changed = yield* unicode(bytes, from, to, shown);
    add(shown, ["unicode"], changed);
  }
  return { views, tooLarge };
}

/** Offsets close enough to each other that whatever is seen has one in it or beside it. */
function everywhere(length: number): readonly number[] {
  return Array.from({ length: Math.ceil(length / STRIDE) }, (_, i) => i * STRIDE);
}

const STRIDE = 64;
