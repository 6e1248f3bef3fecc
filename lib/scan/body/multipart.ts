import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import type { Budget } from "./budget.ts";
import { base64Bytes } from "./base64_bytes.ts";
import { joined } from "./joined.ts";
import { neighbours } from "./neighbours.ts";
import { latin1 } from "./latin1.ts";
import { type MediaType, mediaType } from "./media_type.ts";
import { partCoding } from "./part_coding.ts";
import type { Piece, PieceReading } from "./piece.ts";
import { placesOf, SLICE_END } from "./places_of.ts";
import { quotedPrintable } from "./quoted_printable.ts";

/**
 * Reads a multipart body (RFC 2046 section 5.1, RFC 7578): each part with its own head, its transfer
 * coding undone. `text` is the piece's bytes as latin1. What is malformed is read as far as it goes,
 * line ends may be bare, the last boundary may be missing: the raw bytes are scanned in any case.
 * Names and file names give a text of their own, joined, and so do the parts' values, so that a token
 * cut over several parts shows. Too many parts, a head that does not end, and parts nested deeper than
 * the bound are refused.
 */
export function* readMultipart(
  piece: Piece,
  text: string,
  media: MediaType,
  budget: Budget,
): Steps<PieceReading> {
  if (piece.depth.multipart >= limits.multipartDepth) {
    return { kind: "refuse", reason: "multipart bodies nested too deep" };
  }
  const boundary = media.parameters.get("boundary") || firstBoundary(text);
  if (boundary === undefined) return { kind: "read", views: [], pieces: [], notes: [] };

  const names: string[] = [];
  const values: string[] = [];
  const pieces: Piece[] = [];
  const notes: string[] = [];
  for (const span of spans(text, `--${boundary}`)) {
    yield;
    if (span === undefined) continue;
    if (--budget.parts < 0) {
      return { kind: "refuse", reason: `more than ${limits.multipartParts} parts in a body` };
    }
    const head = readHead(text, span.start, span.end);
    if (head === undefined) return { kind: "refuse", reason: "head of a body part does not end" };
    names.push(...head.names);
    const part = yield* decodePart(piece.bytes.subarray(head.end, span.end), head.coding);
    if (part.note !== undefined) notes.push(part.note);
    if (!part.verbatim) budget.decodedBytes -= part.bytes.length;
    values.push(ends(part.bytes));
    pieces.push({
      bytes: part.bytes,
      text: part.verbatim ? text.slice(head.end, span.end) : undefined,
      surface: `body part ${limits.multipartParts - budget.parts}`,
      views: part.verbatim ? piece.views : [...piece.views, head.coding],
      contentType: head.contentType,
      codings: [],
      verbatim: part.verbatim,
      depth: { ...piece.depth, multipart: piece.depth.multipart + 1 },
    });
  }
  const views = pieces.length > 1
    ? [{
      surface: piece.surface,
      views: [...piece.views, "joined"],
      text: [joined(names), joined(values), neighbours(values)].join("\n"),
    }]
    : [];
  return { kind: "read", views, pieces, notes };
}

/** Without a declared boundary, the first line is one if it looks so. */
function firstBoundary(text: string): string | undefined {
  return /^\s{0,4}--([^\s]{1,70})[ \t]*\r?\n/.exec(text.slice(0, 100))?.[1];
}

interface Part {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the parts stand: between boundaries that begin a line. The rest after the last one is a part
 * too. Undefined after each slice of the text.
 */
function* spans(text: string, delimiter: string): Generator<Part | undefined> {
  let previous = -1;
  let free = 0;
  for (const at of placesOf(text, delimiter)) {
    if (at === SLICE_END) yield undefined;
    if (at < free) continue;
    free = at + delimiter.length;
    if (at > 0 && text[at - 1] !== "\n") continue;
    if (previous >= 0) yield { start: previous, end: withoutLineEnd(text, previous, at) };
    if (text.startsWith("--", free)) return;
    const lineEnd = text.indexOf("\n", free);
    if (lineEnd < 0) return;
    previous = lineEnd + 1;
  }
  if (previous >= 0) yield { start: previous, end: text.length };
}

/** The line end before a boundary belongs to the boundary. */
function withoutLineEnd(text: string, start: number, end: number): number {
  const bare = end > start && text[end - 1] === "\n" ? end - 1 : end;
  return bare > start && text[bare - 1] === "\r" ? bare - 1 : bare;
}

interface PartHead {
  readonly end: number;
  readonly contentType: string | undefined;
  readonly coding: string;
  readonly names: readonly string[];
}

/** A part may begin with an empty line: then it has no fields. Undefined if no empty line comes in time. */
function readHead(text: string, start: number, end: number): PartHead | undefined {
  const head = text.slice(start, Math.min(end, start + limits.partHeadBytes));
  const empty = /^\r?\n|\r?\n\r?\n/.exec(head);
  if (empty === null) {
    if (end - start > limits.partHeadBytes) return undefined;
    return { end: start, contentType: undefined, coding: "", names: [] };
  }
  const names: string[] = [];
  let contentType: string | undefined;
  const codings: string[] = [];
  for (const line of head.slice(0, empty.index).replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon < 0) continue;
    const value = line.slice(colon + 1).trim();
    switch (line.slice(0, colon).trim().toLowerCase()) {
      case "content-type":
        contentType ??= value;
        break;
      case "content-transfer-encoding":
        codings.push(value);
        break;
      case "content-disposition": {
        const { parameters } = mediaType(value);
        for (const key of ["name", "filename", "filename*"]) {
          const name = parameters.get(key);
          if (name !== undefined) names.push(name);
        }
        break;
      }
    }
  }
  return {
    end: start + empty.index + empty[0].length,
    contentType,
    coding: partCoding(codings),
    names,
  };
}

/** An unknown transfer coding passes with a note: servers take form parts as they stand (RFC 7578 section 4.7). */
function* decodePart(
  bytes: Uint8Array,
  coding: string,
): Steps<{ bytes: Uint8Array; verbatim: boolean; note?: string }> {
  switch (coding) {
    case "":
    case "7bit":
    case "8bit":
    case "binary":
      return { bytes, verbatim: true };
    case "base64":
      return { bytes: yield* base64Bytes(bytes), verbatim: false };
    case "quoted-printable":
      return { bytes: yield* quotedPrintable(bytes), verbatim: false };
    default:
      return { bytes, verbatim: true, note: "body part with an unknown transfer coding" };
  }
}

/** No more of a part than `joined` keeps. */
function ends(bytes: Uint8Array): string {
  const edge = limits.joinEdgeBytes;
  if (bytes.length <= limits.joinWholeBytes) return latin1(bytes);
  return `${latin1(bytes.subarray(0, edge))}\n${latin1(bytes.subarray(-edge))}`;
}
