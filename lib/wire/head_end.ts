import { limits } from "../limits.ts";
import { type Fault, protocolFault } from "./protocol_fault.ts";

const CR = 0x0d;
const LF = 0x0a;

/**
 * The index just behind the CR LF CR LF that ends the head at the beginning of `bytes`; -1 if it has
 * not come yet. `from`: how many bytes an earlier call has seen, so that no byte is looked at twice;
 * an end that spans that border is found.
 *
 * Throws a ProtocolError of `fault` as soon as the head cannot end well any more: a CR or LF that
 * stands alone (so that `GET / HTTP/1.1\n\n` is answered and does not wait for a clock), too many
 * leading empty lines, too many bytes.
 */
export function findHeadEnd(bytes: Uint8Array, from: number, fault: Fault): number {
  const start = skipEmptyLines(bytes, fault);
  const bound = Math.min(bytes.length, start + limits.headBytes);
  // A CR that was the last byte of the earlier call is looked at again: its LF was not there yet.
  for (let at = Math.max(start, from - 1); at < bound; at++) {
    const byte = bytes[at];
    if (byte === LF) {
      if (bytes[at - 1] !== CR) throw bareLineEnd(fault, "LF");
      // The LF two bytes back had its CR when it was looked at, and is not the end of a leading empty
      // line: those were skipped or refused.
      if (bytes[at - 2] === LF) return at + 1;
    } else if (byte === CR) {
      if (at + 1 < bytes.length && bytes[at + 1] !== LF) throw bareLineEnd(fault, "CR");
    }
  }
  if (bytes.length - start >= limits.headBytes) throw tooLarge(bytes, start, fault);
  return -1;
}

function skipEmptyLines(bytes: Uint8Array, fault: Fault): number {
  // RFC 9112 section 2.2: a server ignores at least one empty line before a request line. Nothing
  // of the kind is said for responses.
  const allowed = fault === "agent" ? limits.leadingEmptyLines : 0;
  let start = 0;
  while (bytes[start] === CR && bytes[start + 1] === LF) {
    if (start === 2 * allowed) {
      throw protocolFault(fault, 400, "begins with empty lines instead of its first line");
    }
    start += 2;
  }
  return start;
}

// RFC 9112 section 2.2: a bare CR must be refused or replaced; a bare LF may be taken for a line end,
// but need not, and a peer that differs over it sees another head.
function bareLineEnd(fault: Fault, which: "CR" | "LF") {
  return protocolFault(fault, 400, `has a bare ${which} in its head; end every line with CR LF`);
}

function tooLarge(bytes: Uint8Array, start: number, fault: Fault) {
  if (fault === "agent" && !bytes.subarray(start, start + limits.headBytes).includes(LF)) {
    // RFC 9112 section 3: a target that is longer than the server wishes to parse is a 414.
    return protocolFault(fault, 414, `has a target of more than ${limits.targetBytes} bytes`);
  }
  // RFC 9110 section 5.4, RFC 6585 section 5.
  return protocolFault(fault, 431, `has a head of more than ${limits.headBytes} bytes; send less`);
}
