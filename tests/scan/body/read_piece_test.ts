import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { fullBudget } from "../../../lib/scan/body/budget.ts";
import type { Piece, PieceReading } from "../../../lib/scan/body/piece.ts";
import { readPiece } from "../../../lib/scan/body/read_piece.ts";
import { runSteps } from "../../../lib/scan/steps.ts";

function piece(bytes: Uint8Array, about: Partial<Piece> = {}): Piece {
  return {
    bytes,
    surface: "body",
    views: [],
    contentType: undefined,
    codings: [],
    verbatim: false,
    depth: { multipart: 0, archive: 0, unlabelled: 0 },
    ...about,
  };
}

function read(given: Piece): Promise<PieceReading> {
  return runSteps(readPiece(given, fullBudget()));
}

Deno.test("readPiece() shows the bytes of a piece as they stand", async () => {
  const reading = await read(piece(Buffer.from("plain \xff", "latin1")));
  assert.ok(reading.kind !== "refuse");
  assert.equal(reading.views[0]?.text, "plain \xff");
  const { text, bytes } = reading.views[0]?.source ?? {};
  assert.equal(text, "plain \xff");
  // A Buffer would make the scan slow.
  assert.equal(bytes?.constructor, Uint8Array);
});

Deno.test("readPiece() gives what is under the outermost coding as a piece of its own", async () => {
  const reading = await read(piece(gzipSync("hidden"), { codings: ["gzip"] }));
  assert.ok(reading.kind !== "refuse");
  assert.deepEqual(
    reading.pieces.map(({ bytes, codings }) => [Buffer.from(bytes).toString("latin1"), codings]),
    [["hidden", []]],
  );
});

Deno.test("readPiece() refuses a declared coding that cannot be undone", async () => {
  assert.equal((await read(piece(Buffer.from("no gzip"), { codings: ["gzip"] }))).kind, "refuse");
});
