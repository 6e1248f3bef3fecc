import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import type { TextView } from "../text_view.ts";
import type { Budget } from "./budget.ts";
import { tooLarge, tryInflate } from "./content_coding.ts";
import { entryEnds } from "./entry_ends.ts";
import { joined } from "./joined.ts";
import type { Piece, PieceReading } from "./piece.ts";
import { placesOf, SLICE_END } from "./places_of.ts";

/**
 * Whether the bytes can be read as a zip archive: they begin with an entry, or end as an archive does
 * (readers look there, so anything may stand before it). `text` is the bytes as latin1.
 */
export function isZip(text: string): boolean {
  return text.startsWith(LOCAL_HEAD) || text.slice(-LAST_RECORD_BYTES).includes(LAST_RECORD);
}

/**
 * Reads the entries of a zip archive (APPNOTE 6.3.10) by their local heads and not by the directory at
 * the end, which can leave entries out. The size that a head states is not believed either: a stored
 * entry lasts to the next head, wherever that stands. Stored and deflated and zstd entries are read; encrypted
 * ones, other methods, and those whose data is broken pass with a note. Names give a joined text.
 * Too many entries and bombs are refused.
 */
export function* readZip(piece: Piece, text: string, budget: Budget): Steps<PieceReading> {
  const names: string[] = [];
  const ends: TextView[] = [];
  const pieces: Piece[] = [];
  const notes = new Set<string>();
  const view = new DataView(piece.bytes.buffer, piece.bytes.byteOffset, piece.bytes.byteLength);
  const heads: number[] = [];
  for (const at of placesOf(text, LOCAL_HEAD)) {
    if (at === SLICE_END) yield;
    else heads.push(at);
    if (heads.length > limits.archiveEntries) {
      return { kind: "refuse", reason: `more than ${limits.archiveEntries} entries in an archive` };
    }
  }
  let entries = 0;
  for (const at of heads) {
    if (at + LOCAL_HEAD_BYTES > text.length) break;
    if (++entries % ENTRIES_A_STEP === 0) yield;
    const flags = view.getUint16(at + 6, true);
    const method = view.getUint16(at + 8, true);
    const nameEnd = at + LOCAL_HEAD_BYTES + view.getUint16(at + 26, true);
    const start = nameEnd + view.getUint16(at + 28, true);
    names.push(text.slice(at + LOCAL_HEAD_BYTES, nameEnd));
    if (start > text.length) continue;
    if ((flags & ENCRYPTED) !== 0) {
      notes.add("encrypted archive: its entries cannot be read");
      continue;
    }
    const rest = piece.bytes.subarray(start);
    const entry = yield* readEntry(rest, method, firstFrom(heads, start) - start, budget);
    if (entry.kind === "refuse") return entry;
    if (entry.kind === "unread") {
      notes.add("archive entry that cannot be read");
      continue;
    }
    const surface = `body file ${entries}`;
    if (entry.verbatim) {
      ends.push({ surface, views: [...piece.views, "zip"], text: entryEnds(entry.bytes) });
    }
    pieces.push({
      bytes: entry.bytes,
      text: entry.verbatim ? text.slice(start, start + entry.bytes.length) : undefined,
      surface,
      views: entry.verbatim ? piece.views : [...piece.views, "zip"],
      contentType: undefined,
      codings: [],
      verbatim: entry.verbatim,
      depth: { ...piece.depth, archive: piece.depth.archive + 1 },
    });
  }
  const views = [{
    surface: piece.surface,
    views: [...piece.views, "zip", "joined"],
    text: joined(names),
  }];
  return { kind: "read", views: [...views, ...ends], pieces, notes: [...notes] };
}

type Entry =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array; readonly verbatim: boolean }
  | { readonly kind: "unread" }
  | { readonly kind: "refuse"; readonly reason: string };

/** The first of ascending places at or after `from`, -1 if there is none. */
function firstFrom(places: readonly number[], from: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return places[low] ?? -1;
}

function* readEntry(
  rest: Uint8Array,
  method: number,
  toNext: number,
  budget: Budget,
): Steps<Entry> {
  switch (method) {
    case 0:
      return { kind: "bytes", bytes: toNext > 0 ? rest.subarray(0, toNext) : rest, verbatim: true };
    case 8:
    case 93: {
      const compression = method === 8 ? "deflate-raw" : "zstd";
      const result = yield* tryInflate(compression, rest, budget);
      if (result.kind === "too-large") return { kind: "refuse", reason: tooLarge("zip") };
      if (result.kind === "broken") return { kind: "unread" };
      return { kind: "bytes", bytes: result.bytes, verbatim: false };
    }
    default:
      return { kind: "unread" };
  }
}

const LOCAL_HEAD = "PK\x03\x04";
const LOCAL_HEAD_BYTES = 30;
const LAST_RECORD = "PK\x05\x06";
/** The last record and the longest comment that can follow it. */
const LAST_RECORD_BYTES = 22 + 65535;
const ENCRYPTED = 1;
/** Entries that cost little: those that are inflated are steps of their own. */
const ENTRIES_A_STEP = 256;
