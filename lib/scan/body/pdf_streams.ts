import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import type { DocumentStream } from "./document_stream.ts";
import { isZlibHead } from "./is_zlib_head.ts";
import { placesOf, SLICE_END } from "./places_of.ts";

/**
 * The streams of a PDF that are zlib data by their first two bytes (ISO 32000-1, sections 7.3.8 and
 * 7.4.4), in order and one more than may be tried at the most; none if it is no PDF. `text` is the bytes
 * as latin1. Tables of objects are not believed: a stream is known by the word before it.
 */
export function* pdfStreams(bytes: Uint8Array, text: string): Steps<DocumentStream[]> {
  if (!text.slice(0, limits.pdfHeadBytes).includes("%PDF-")) return [];
  const streams: DocumentStream[] = [];
  for (const at of placesOf(text, WORD)) {
    if (at === SLICE_END) {
      yield;
      continue;
    }
    const position = behindLineEnd(text, at + WORD.length);
    if (!isZlibHead(bytes, position)) continue;
    const before = text.slice(Math.max(0, at - limits.pdfDictionaryBytes), at);
    const isPicture = before.slice(before.lastIndexOf(" obj") + 1).includes("/Image");
    streams.push({ format: "pdf", bytes: bytes.subarray(position), isPicture });
    if (streams.length > limits.documentStreams) break;
  }
  return streams;
}

const WORD = "stream";

/** A line end belongs to the word; some writers leave out a part of it, or put blanks before it. */
function behindLineEnd(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\t") at++;
  if (text[at] === "\r") at++;
  if (text[at] === "\n") at++;
  return at;
}
