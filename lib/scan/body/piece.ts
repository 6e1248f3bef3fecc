import type { TextView } from "../text_view.ts";

/**
 * A stretch of bytes that is still to be read, and what is known about it. The reader of a body
 * works through a list of these: each gives texts, and further pieces where something was decoded.
 */
export interface Piece {
  readonly bytes: Uint8Array;
  /** The same bytes as latin1, if they are at hand as part of a larger text: making a text takes long. */
  readonly text?: string | undefined;
  /** As in `TextView`: `body`, `body part <n>`, `body file <n>`. */
  readonly surface: string;
  /** The decodings already undone, outermost first. */
  readonly views: readonly string[];
  readonly contentType: string | undefined;
  /** The declared content codings not yet undone, in the order in which they were applied. */
  readonly codings: readonly string[];
  /** Whether the very bytes already stand in a text that is scanned, so that they need none of their own. */
  readonly verbatim: boolean;
  /** How many multipart bodies, archives and undeclared compressions stand round it. */
  readonly depth: {
    readonly multipart: number;
    readonly archive: number;
    readonly unlabelled: number;
  };
}

/**
 * What one piece gave. `notes` say in words what passes although it could not be read (an encrypted
 * archive); a refusal says what could not be read and must not pass.
 */
export type PieceReading =
  | {
    readonly kind: "read";
    readonly views: readonly TextView[];
    readonly pieces: readonly Piece[];
    readonly notes: readonly string[];
  }
  | { readonly kind: "refuse"; readonly reason: string };
