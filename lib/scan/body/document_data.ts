import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import type { Budget } from "./budget.ts";
import { tooLarge, tryInflate } from "./content_coding.ts";
import { inflate, type Inflated } from "./inflate.ts";
import { pdfStreams } from "./pdf_streams.ts";
import { pngStreams } from "./png_streams.ts";

/** What a document holds as zlib data, undone; `notes` as in `PieceReading`. */
export type DocumentData =
  | {
    readonly kind: "found";
    readonly streams: readonly { readonly name: string; readonly bytes: Uint8Array }[];
    readonly notes: readonly string[];
  }
  | { readonly kind: "refuse"; readonly reason: string };

/**
 * Undoes the zlib data of a PDF or PNG, which has no sign of its own and is found by the document's
 * structure. `text` is the bytes as latin1. Bombs and too many streams are refused. Large pictures and
 * those beyond their share pass with a note: pixels are no text, and a blank page is a bomb by its ratio.
 */
export function* documentData(
  bytes: Uint8Array,
  text: string,
  budget: Budget,
): Steps<DocumentData> {
  const found = [...yield* pdfStreams(bytes, text), ...yield* pngStreams(bytes, text)];
  const streams: { name: string; bytes: Uint8Array }[] = [];
  const notes = new Set<string>();
  let tried = 0;
  for (const { format, bytes: data, isPicture } of found) {
    yield;
    if (++tried > limits.documentStreams || budget.decodedBytes <= 0) {
      return { kind: "refuse", reason: `too many streams in a ${format} document` };
    }
    const result = isPicture ? yield* tryPicture(data, budget) : yield* tryStream(data, budget);
    if (result.kind === "too-large") {
      if (!isPicture) return { kind: "refuse", reason: tooLarge(format) };
      notes.add("pictures that are too large to be read as bytes");
    }
    if (result.kind === "bytes" && result.bytes.length > 0) {
      streams.push({ name: format, bytes: result.bytes });
    }
  }
  return { kind: "found", streams, notes: [...notes] };
}

/** Most streams are short, and what follows them is the rest of the document: so a slice is tried first. */
function* tryStream(data: Uint8Array, budget: Budget): Steps<Inflated> {
  const slice = data.subarray(0, limits.bodyInflateSliceBytes);
  const result = yield* tryInflate("zlib", slice, budget);
  const isWhole = result.kind !== "bytes" || result.consumed < slice.length;
  return isWhole || slice.length === data.length ? result : yield* tryInflate("zlib", data, budget);
}

/** A picture that is small enough, while half of what may be decoded is left for all else. */
function* tryPicture(data: Uint8Array, budget: Budget): Steps<Inflated> {
  if (budget.decodedBytes < limits.bodyDecodedBytes / 2) return { kind: "too-large" };
  const result = yield* inflate("zlib", data, limits.pictureBytes, true);
  budget.decodedBytes -= result.kind === "bytes" ? result.bytes.length : limits.pictureBytes;
  return result;
}
