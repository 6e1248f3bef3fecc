import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import type { Text } from "../text_scan.ts";
import type { TextView } from "../text_view.ts";
import type { Budget } from "./budget.ts";
import { readCharset } from "./charset.ts";
import { undoCoding } from "./content_coding.ts";
import { documentData } from "./document_data.ts";
import { escapedTexts } from "./escaped_text.ts";
import { formTexts } from "./form.ts";
import { jsonJoined } from "./json_joined.ts";
import { latin1 } from "./latin1.ts";
import { mediaType } from "./media_type.ts";
import { readMultipart } from "./multipart.ts";
import type { Piece, PieceReading } from "./piece.ts";
import { isTar, readTar } from "./tar.ts";
import { unlabelledStreams } from "./unlabelled.ts";
import { isZip, readZip } from "./zip.ts";

/**
 * Reads one piece: its own text, and every further reading of it that a server could take. A piece
 * under declared content codings gives only the piece under the outermost one.
 */
export function* readPiece(piece: Piece, budget: Budget): Steps<PieceReading> {
  const coding = piece.codings.at(-1);
  if (coding !== undefined) return yield* underCoding(piece, coding, budget);

  const text = piece.text ?? latin1(piece.bytes);
  yield;
  const media = mediaType(piece.contentType);
  const readings: PieceReading[] = [ownText(piece, text)];
  readings.push(yield* compressed(piece, text, budget));
  readings.push(yield* wideText(piece, budget));
  if (media.type.startsWith("multipart/")) {
    readings.push(yield* readMultipart(piece, text, media, budget));
    return together(readings);
  }
  readings.push(yield* document(piece, text, budget));
  readings.push(yield* archive(piece, text, budget));
  const form = media.type === FORM ? yield* formTexts(text) : undefined;
  if (form !== undefined) readings.push(shown(piece, "form", [form.decoded]));
  if (form !== undefined) readings.push(shown(piece, "form joined", [form.joined]));
  if (isJson(media.type, text)) {
    readings.push(shown(piece, "json joined", [yield* jsonJoined(piece.bytes)]));
  }
  readings.push(
    form?.decoded === undefined
      ? shown(piece, "escapes", yield* escapedTexts(text, piece.bytes))
      : shown(piece, "form escapes", yield* escapedTexts(form.decoded.text, form.decoded.bytes)),
  );
  return together(readings);
}

const FORM = "application/x-www-form-urlencoded";

function* underCoding(
  piece: Piece,
  coding: string,
  budget: Budget,
): Steps<PieceReading> {
  const decoded = yield* undoCoding(coding, piece.bytes, budget);
  if (decoded.kind === "refuse") return decoded;
  const codings = piece.codings.slice(0, -1);
  const views = [...piece.views, coding];
  const under = { ...piece, ...UNKNOWN_TEXT, bytes: decoded.bytes, views, codings };
  return { kind: "read", views: [], pieces: [under], notes: [] };
}

function ownText(piece: Piece, text: string): PieceReading {
  if (piece.verbatim) return NOTHING;
  const { surface } = piece;
  const { buffer, byteOffset, length } = piece.bytes;
  // What was decompressed is a Buffer; the scan is twice as fast where it meets one kind of array.
  const bytes = new Uint8Array(buffer, byteOffset, length);
  return views([{ surface, views: piece.views, text, source: { text, bytes } }]);
}

/** Where the bytes stand in a text of their own, data anywhere in them was found there. */
function* compressed(piece: Piece, text: string, budget: Budget): Steps<PieceReading> {
  const found = yield* unlabelledStreams(piece.bytes, text, budget, piece.verbatim);
  if (found.kind === "refuse") return found;
  if (found.streams.length === 0) return NOTHING;
  if (piece.depth.unlabelled >= limits.bodyUnlabelledDepth) {
    return { kind: "refuse", reason: "compressed data in the body is nested too deep" };
  }
  const depth = { ...piece.depth, unlabelled: piece.depth.unlabelled + 1 };
  const pieces = found.streams.map(({ name, bytes, position }) => ({
    ...piece,
    ...UNKNOWN_TEXT,
    bytes,
    contentType: position === 0 ? piece.contentType : undefined,
    views: [...piece.views, name],
    depth,
  }));
  return { kind: "read", views: [], pieces, notes: [] };
}

/** What a PDF or PNG holds compressed; a document in a document counts as compression in compression. */
function* document(piece: Piece, text: string, budget: Budget): Steps<PieceReading> {
  const found = yield* documentData(piece.bytes, text, budget);
  if (found.kind === "refuse") return found;
  const { streams, notes } = found;
  if (streams.length > 0 && piece.depth.unlabelled >= limits.bodyUnlabelledDepth) {
    return { kind: "refuse", reason: "compressed data in the body is nested too deep" };
  }
  const depth = { ...piece.depth, unlabelled: piece.depth.unlabelled + 1 };
  const pieces = streams.map(({ name, bytes }) => (
    {
      ...piece,
      ...UNKNOWN_TEXT,
      bytes,
      contentType: undefined,
      views: [...piece.views, name],
      depth,
    }
  ));
  return { kind: "read", views: [], pieces, notes };
}

/** Archives in archives are opened too, up to a depth. */
function* archive(piece: Piece, text: string, budget: Budget): Steps<PieceReading> {
  const zip = isZip(text);
  if (!zip && !isTar(text)) return NOTHING;
  if (piece.depth.archive >= limits.archiveDepth) {
    return { kind: "refuse", reason: "archives in the body are nested too deep" };
  }
  return yield* zip ? readZip(piece, text, budget) : readTar(piece, text, budget);
}

/** UTF-16 and UTF-32 are written as UTF-8 and read again as such. */
function* wideText(piece: Piece, budget: Budget): Steps<PieceReading> {
  const media = mediaType(piece.contentType);
  const reading = yield* readCharset(piece.bytes, media);
  if (reading.kind === "refuse") return reading;
  if (reading.texts.length === 0) return NOTHING;
  for (const { utf8 } of reading.texts) budget.decodedBytes -= utf8.length;
  const boundary = media.parameters.get("boundary");
  const contentType = boundary === undefined
    ? media.type
    : `${media.type}; boundary="${boundary.replace(/["\\]/g, "\\$&")}"`;
  const pieces = reading.texts.map(({ name, utf8 }) => (
    { ...piece, ...UNKNOWN_TEXT, bytes: utf8, contentType, views: [...piece.views, name] }
  ));
  return { kind: "read", views: [], pieces, notes: [] };
}

/** Views of what shows only when something is undone; the last decoding once more for each depth. */
function shown(
  piece: Piece,
  decodings: string,
  texts: readonly (Text | undefined)[],
): PieceReading {
  const found: TextView[] = [];
  const names = decodings.split(" ");
  for (const source of texts) {
    if (source !== undefined) {
      const { surface, views } = piece;
      found.push({ surface, views: [...views, ...names], text: source.text, source });
    }
    names.push(names.at(-1) ?? "");
  }
  return views(found);
}

/** Declared, or by its first character: senders forget the type. */
function isJson(type: string, text: string): boolean {
  return /\bjson\b/.test(type) || /^(?:\xef\xbb\xbf)?\s{0,64}[{["]/.test(text);
}

function together(readings: readonly PieceReading[]): PieceReading {
  const views: TextView[] = [];
  const pieces: Piece[] = [];
  const notes: string[] = [];
  for (const reading of readings) {
    if (reading.kind === "refuse") return reading;
    views.push(...reading.views);
    pieces.push(...reading.pieces);
    notes.push(...reading.notes);
  }
  return { kind: "read", views, pieces, notes };
}

function views(found: readonly TextView[]): PieceReading {
  return { kind: "read", views: found, pieces: [], notes: [] };
}

/** Of a piece that was decoded: its bytes stand in no text yet. */
const UNKNOWN_TEXT = { text: undefined, verbatim: false };

const NOTHING = { kind: "read", views: [], pieces: [], notes: [] } as const;
