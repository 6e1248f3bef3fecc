import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import { concat } from "./concat.ts";
import type { DocumentStream } from "./document_stream.ts";

/**
 * The zlib data of a PNG (ISO/IEC 15948, section 11): its compressed texts and profiles, and last its
 * pixels, which stand in several chunks; none if it is no PNG. `text` is the bytes as latin1. At most
 * one text more is given than may be tried. Checksums are not looked at.
 */
export function* pngStreams(bytes: Uint8Array, text: string): Steps<DocumentStream[]> {
  if (!text.startsWith(SIGNATURE)) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const streams: DocumentStream[] = [];
  const pixels: Uint8Array[] = [];
  let chunks = 0;
  for (let at = SIGNATURE.length; at + HEAD_BYTES <= bytes.length;) {
    if (++chunks % limits.pngStepChunks === 0) yield;
    const start = at + HEAD_BYTES;
    const end = Math.min(bytes.length, start + view.getUint32(at));
    const type = text.slice(at + 4, start);
    at = end + CHECKSUM_BYTES;
    if (type === "IDAT") pixels.push(bytes.subarray(start, end));
    const behind = dataBehind(type, text, start, end);
    if (behind === undefined || behind >= end) continue;
    streams.push({ format: "png", bytes: bytes.subarray(behind, end), isPicture: false });
    if (streams.length > limits.documentStreams) break;
  }
  if (pixels.length === 0) return streams;
  return [...streams, { format: "png", bytes: yield* concat(pixels), isPicture: true }];
}

const SIGNATURE = "\x89PNG\r\n\x1a\n";
/** Length and type of a chunk; its checksum follows its data. */
const HEAD_BYTES = 8;
const CHECKSUM_BYTES = 4;

/** Where the compressed part of a text or profile begins, behind its name and the method. */
function dataBehind(type: string, text: string, start: number, end: number): number | undefined {
  if (type !== "zTXt" && type !== "iCCP" && type !== "iTXt") return undefined;
  const method = behindName(text, start, end);
  if (type !== "iTXt") return method + 1;
  // A flag that tells of compression, the method, and two names more: language and keyword.
  if (text[method] !== "\x01") return undefined;
  return behindName(text, behindName(text, method + 2, end), end);
}

/** Behind the next NUL, or the end. */
function behindName(text: string, from: number, end: number): number {
  const name = text.slice(from, end).indexOf("\0");
  return name < 0 ? end : from + name + 1;
}
