import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import type { TextView } from "../text_view.ts";
import type { Budget } from "./budget.ts";
import { tooLarge } from "./content_coding.ts";
import { entryEnds } from "./entry_ends.ts";
import { joined } from "./joined.ts";
import type { Piece, PieceReading } from "./piece.ts";

/** Whether the bytes begin with the head of a tar entry: its checksum tells (POSIX.1-1988, ustar). */
export function isTar(text: string): boolean {
  return text.length >= BLOCK && headIsSound(text, 0);
}

/**
 * Reads the entries of a tar archive. Nothing in it is encoded, so all of it is scanned as it stands;
 * its entries are read again only for their ends and for what they hold encoded (compressed files,
 * JSON), and the names, cut in two by the format where they are long, are given joined. Reading goes on
 * at the next sound head whatever size an entry states: so entries may overlap, and what is read again counts as if it had
 * been decoded. Too many entries, and more to read again than can be, are refused.
 */
export function* readTar(piece: Piece, text: string, budget: Budget): Steps<PieceReading> {
  const names: string[] = [];
  const ends: TextView[] = [];
  const pieces: Piece[] = [];
  let read = 0;
  for (let at = 0; at + BLOCK <= text.length; at += BLOCK) {
    if (at % limits.scanStepBytes === 0) yield;
    if (!headIsSound(text, at)) continue;
    if (names.length >= limits.archiveEntries) {
      return { kind: "refuse", reason: `more than ${limits.archiveEntries} entries in an archive` };
    }
    names.push(`${field(text, at + 345, 155)}${field(text, at, 100)}`);
    const size = parseInt(field(text, at + 124, 12).trim(), 8);
    const start = at + BLOCK;
    const end = size > 0 ? Math.min(text.length, start + size) : start;
    if (end > start) {
      budget.decodedBytes -= Math.max(0, Math.min(end, read) - start);
      if (budget.decodedBytes < 0) return { kind: "refuse", reason: tooLarge("tar") };
      read = Math.max(read, end);
      const bytes = piece.bytes.subarray(start, end);
      const surface = `body file ${names.length}`;
      ends.push({ surface, views: [...piece.views, "tar"], text: entryEnds(bytes) });
      pieces.push({
        bytes,
        text: text.slice(start, end),
        surface,
        views: piece.views,
        contentType: undefined,
        codings: [],
        verbatim: true,
        depth: { ...piece.depth, archive: piece.depth.archive + 1 },
      });
    }
  }
  const views = [{
    surface: piece.surface,
    views: [...piece.views, "tar", "joined"],
    text: joined(names),
  }];
  return { kind: "read", views: [...views, ...ends], pieces, notes: [] };
}

const BLOCK = 512;

/** The sum of the head's bytes, its own field taken as spaces, stands in it as octal digits. */
function headIsSound(text: string, at: number): boolean {
  const stated = /^[ \0]*([0-7]{1,7})[ \0]*$/.exec(text.slice(at + 148, at + 156))?.[1];
  if (stated === undefined) return false;
  let sum = 8 * 0x20;
  for (let i = at; i < at + BLOCK; i++) {
    if (i < at + 148 || i >= at + 156) sum += text.charCodeAt(i);
  }
  return sum === parseInt(stated, 8);
}

/** A field up to its first NUL. */
function field(text: string, start: number, length: number): string {
  const value = text.slice(start, start + length);
  const end = value.indexOf("\0");
  return end < 0 ? value : value.slice(0, end);
}
