import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import type { TextView } from "../text_view.ts";
import { fullBudget } from "./budget.ts";
import { latin1 } from "./latin1.ts";
import type { Piece } from "./piece.ts";
import { readPiece } from "./read_piece.ts";

/** What is known of a body from the request's head. */
export interface AboutBody {
  readonly contentType: string | undefined;
  /** The values of all `Content-Encoding` fields in order; each may hold several names. */
  readonly contentEncoding: readonly string[];
  /** What findings call it, where it is not a `body`. */
  readonly surface?: string;
}

/**
 * The texts of a body. `notes` say in words what passes although it could not be read (an encrypted
 * archive), for a warning. A refusal says what could not be read and must not pass.
 */
export type BodyReading =
  | {
    readonly kind: "views";
    readonly views: readonly TextView[];
    readonly notes: readonly string[];
  }
  | { readonly kind: "refuse"; readonly reason: string };

/**
 * Law: a body passes only if every text was scanned that a person or a server could read in it; what
 * is declared and cannot be read is refused.
 *
 * The first view is the bytes as they stand (latin1, no decodings); then come content codings undone
 * (declared or not), UTF-16 and UTF-32 as UTF-8, what JSON and escapes and forms hold, the parts of
 * multipart bodies, the entries of zip and tar archives, the streams of PDF and PNG. Everything is bounded (see `limits`).
 * The bytes themselves are never changed, and must not be changed by others until the last step.
 */
export function* bodyViewSteps(body: Uint8Array, about: AboutBody): Steps<BodyReading> {
  const codings = codingNames(about.contentEncoding);
  if (codings.length > limits.bodyCodings) {
    return { kind: "refuse", reason: `more than ${limits.bodyCodings} content codings` };
  }
  const { surface = "body" } = about;
  const views: TextView[] = [];
  const notes = new Set<string>();
  if (codings.length > 0) views.push({ surface, views: [], text: latin1(body) });
  const budget = fullBudget();
  const pieces: Piece[] = [{
    // A plain view of a Buffer: code that meets one kind of array only runs twice as fast.
    bytes: new Uint8Array(body.buffer, body.byteOffset, body.byteLength),
    surface,
    views: [],
    contentType: about.contentType,
    codings,
    verbatim: false,
    depth: { multipart: 0, archive: 0, unlabelled: 0 },
  }];
  for (let next = 0; next < pieces.length; next++) {
    const piece = pieces[next];
    if (piece === undefined) break;
    const reading = yield* readPiece(piece, budget);
    if (reading.kind === "refuse") return reading;
    views.push(...reading.views);
    pieces.push(...reading.pieces);
    reading.notes.forEach((note) => notes.add(note));
    if (budget.decodedBytes < 0) {
      return { kind: "refuse", reason: "body decodes to more than can be read" };
    }
    yield;
  }
  return { kind: "views", views, notes: [...notes] };
}

/** The names of the codings in the order in which they were applied, `identity` left out. */
export function codingNames(contentEncoding: readonly string[]): string[] {
  return contentEncoding.join(",").split(",").map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "" && name !== "identity");
}
