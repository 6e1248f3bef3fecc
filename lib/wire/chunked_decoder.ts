import { Buffer } from "node:buffer";
import { limits } from "../limits.ts";
import type { BodyDecoder, Mutable } from "./body_decoder.ts";
import { readChunkSize } from "./chunk_size.ts";
import { latin1Text } from "./latin1.ts";
import { parseFields } from "./parse_fields.ts";
import { type Fault, protocolFault } from "./protocol_fault.ts";
import { safeTrailers } from "./safe_trailers.ts";

const CR = 0x0d;
const LF = 0x0a;
const EMPTY: Uint8Array = new Uint8Array(0);

// size ── data ── cr ── lf ─┐        Each state says which byte is expected next; "size" and
//  ^ │                      │        "trailer" collect a line. "broken" is where every error
//  │ └─ (0) trailer ── done │        leads, so that nothing is read behind one.
//  └────────────────────────┘
type State = "size" | "data" | "cr" | "lf" | "trailer" | "done" | "broken";

/**
 * Reads a chunked body (RFC 9112 section 7.1), cut anywhere, without copying its data. Sizes,
 * extensions and trailers are bounded; line ends are CR LF only. See `BodyDecoder` for the contract.
 */
export function createChunkedDecoder(fault: Fault): BodyDecoder {
  let state: State = "size";
  let remaining = 0;
  let extensionBytes = 0;
  // The beginning of a line whose end has not come yet: a copy, since the caller reuses its buffer.
  let held = EMPTY;
  let trailerText = "";

  function broken(what: string) {
    // RFC 9112 section 8: chunked without its proper end is incomplete; section 7.1 has one grammar.
    return protocolFault(fault, 400, what);
  }

  function takeSizeLine(line: Uint8Array): void {
    const chunk = readChunkSize(line, fault);
    extensionBytes += chunk.extensionBytes;
    if (extensionBytes > limits.chunkExtensionBytes) {
      // RFC 9112 section 7.1.1: a recipient ought to limit the total length of chunk extensions.
      throw broken("has too many bytes of chunk extensions");
    }
    remaining = chunk.size;
    state = remaining === 0 ? "trailer" : "data";
  }

  function takeTrailerLine(line: Uint8Array): void {
    if (line[line.length - 2] !== CR) throw broken("has a trailer line that ends without CR LF");
    trailerText += latin1Text(line);
    if (trailerText.length > limits.trailerBytes) {
      // RFC 9110 section 5.4, RFC 6585 section 5: trailers are fields.
      throw protocolFault(fault, 431, `has trailers of more than ${limits.trailerBytes} bytes`);
    }
    if (line.length > 2) return;
    decoder.trailers = safeTrailers(parseFields(trailerText, 0, fault));
    decoder.done = true;
    state = "done";
  }

  // Takes a line, or what has come of it, and returns where the next byte stands.
  function collectLine(bytes: Uint8Array, at: number): number {
    const lf = bytes.indexOf(LF, at);
    const stop = lf === -1 ? bytes.length : lf + 1;
    const part = bytes.subarray(at, stop);
    const line = held.length === 0 ? part : Buffer.concat([held, part]);
    const bound = state === "size" ? limits.chunkLineBytes : limits.trailerBytes;
    if (line.length > bound) throw broken(`has a line of more than ${bound} bytes in its chunks`);
    held = lf === -1 ? line.slice() : EMPTY;
    if (lf === -1) return stop;
    if (state === "size") takeSizeLine(line);
    else takeTrailerLine(line);
    return stop;
  }

  function collectData(bytes: Uint8Array, at: number, data: Uint8Array[]): number {
    const stop = Math.min(bytes.length, at + remaining);
    data.push(bytes.subarray(at, stop));
    remaining -= stop - at;
    if (remaining === 0) state = "cr";
    return stop;
  }

  // RFC 9112 section 7.1: chunk-data is followed by CR LF. Anything else means a wrong size.
  function expect(byte: number | undefined, expected: number, next: State): void {
    if (byte !== expected) throw broken("has a chunk whose data is not followed by CR LF");
    state = next;
  }

  function read(bytes: Uint8Array): Uint8Array[] {
    const data: Uint8Array[] = [];
    let at = 0;
    while (at < bytes.length && state !== "done") {
      if (state === "size" || state === "trailer") at = collectLine(bytes, at);
      else if (state === "data") at = collectData(bytes, at, data);
      else if (state === "cr") expect(bytes[at++], CR, "lf");
      else if (state === "lf") expect(bytes[at++], LF, "size");
      else throw broken("was read on behind an error in its chunks");
    }
    const behind = bytes.subarray(at);
    decoder.rest = decoder.rest.length === 0 ? behind : Buffer.concat([decoder.rest, behind]);
    return data;
  }

  const decoder: Mutable<BodyDecoder> = {
    done: false,
    rest: EMPTY,
    trailers: [],
    push(bytes) {
      try {
        return read(bytes);
      } catch (error) {
        state = "broken";
        decoder.done = false;
        throw error;
      }
    },
    end() {
      if (state !== "done") throw broken("ended before the last chunk of its body");
    },
  };
  return decoder;
}
