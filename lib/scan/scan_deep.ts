import { isAscii } from "node:buffer";
import { limits } from "../limits.ts";
import type { Compiled } from "./compile.ts";
import type { Seen, Sighting } from "./sighting.ts";
import { type Report, type Text, textScan } from "./text_scan.ts";
import { type DerivedView, deriveViews } from "./view/derive_views.ts";

/** Everything that was seen in a text and its decoded views, and what could not be looked at. */
export interface DeepScan {
  readonly seen: readonly Seen[];
  readonly refusals: ReadonlySet<string>;
}

interface Work {
  readonly compiled: Compiled;
  readonly seen: Seen[];
  readonly refusals: Set<string>;
  decodedLeft: number;
  unpackLeft: number;
}

interface Place {
  readonly views: readonly string[];
  readonly hidden: boolean;
  readonly changed: readonly number[] | undefined;
}

/**
 * Looks through a text and, where it looks encoded, through what it decodes to, up to the stated depth
 * and within the stated bytes. Yields after every piece, so that the caller can let others have a turn.
 */
export function* scanDeep(
  compiled: Compiled,
  source: Text,
): Generator<void, DeepScan, void> {
  const { length } = source.bytes;
  const work: Work = {
    compiled,
    seen: [],
    refusals: new Set(),
    decodedLeft: limits.scanDecodedFreeBytes + limits.scanDecodedPerByte * length,
    unpackLeft: limits.scanUnpackedBytes,
  };
  yield* scanText(work, source, { views: [], hidden: false, changed: undefined });
  return { seen: work.seen, refusals: work.refusals };
}

function* scanText(work: Work, source: Text, place: Place): Generator<void, void, void> {
  const { length } = source.bytes;
  const scan = textScan(work.compiled, source, reporter(work, source, place));
  const deriver = deriveViews(source, isAscii(source.bytes), work.compiled.leastDecoded);
  for (let from = 0; from < length; from += limits.scanStepBytes) {
    const to = Math.min(length, from + limits.scanStepBytes);
    yield* scan.advance(from, to);
    const { views, tooLarge } = yield* deriver.derive(from, to, work.unpackLeft);
    if (tooLarge) work.refusals.add("more compressed data in base64 than can be looked at");
    for (const view of views) yield* scanView(work, view, place);
    yield;
  }
  yield* scan.finish();
}

function* scanView(work: Work, view: DerivedView, place: Place): Generator<void, void, void> {
  const views = [...place.views, ...view.names];
  if (views.length - view.names.length >= limits.scanViewDepth) return;
  const { length } = view.source.bytes;
  work.decodedLeft -= length;
  if (view.names.includes("gzip")) work.unpackLeft -= length;
  if (work.decodedLeft < 0) {
    work.refusals.add("more encoded text than can be looked at");
    return;
  }
  const hidden = place.hidden || view.changed !== undefined;
  yield* scanText(work, view.source, { views, hidden, changed: view.changed });
}

function reporter(work: Work, source: Text, place: Place): Report {
  return {
    sighting(sighting) {
      const { changed, views, hidden } = place;
      // What stands in the view as it stood before was seen there: value and what tells of it.
      if (changed !== undefined && !isChanged(sighting, changed)) return;
      work.seen.push({ sighting, text: source.text, views, hidden });
    },
    refusal(what) {
      work.refusals.add(what);
    },
  };
}

function isChanged({ start, end }: Sighting, changed: readonly number[]): boolean {
  return changed.some((at) => at >= start - TELLING_BYTES && at < end);
}

/** Bytes before a value in which the words stand that tell what it is. */
const TELLING_BYTES = 128;
