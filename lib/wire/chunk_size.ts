import { type Fault, protocolFault } from "./protocol_fault.ts";

const CR = 0x0d;
const SEMICOLON = 0x3b;
const HTAB = 0x09;
/** The largest safe integer has 14, so one zero before it is still read; a flood of zeros is not. */
const MOST_DIGITS = 15;

const HEX_VALUES = new Int8Array(256).fill(-1);
for (let digit = 0; digit < 16; digit++) {
  HEX_VALUES[digit.toString(16).charCodeAt(0)] = digit;
  HEX_VALUES[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}

/**
 * The line before a chunk's data, from its first byte to its LF (RFC 9112 section 7.1): the size in
 * bytes and how many bytes of extensions stood behind it. Extensions mean nothing here and are
 * skipped (section 7.1.1), but may hold no control character, so that no reader ends the line
 * elsewhere. Throws a ProtocolError of `fault`.
 */
export function readChunkSize(
  line: Uint8Array,
  fault: Fault,
): { size: number; extensionBytes: number } {
  const end = line.length - 2;
  // RFC 9112 section 2.2 lets a lone LF end a line in a head; section 7.1 has CR LF only.
  if (line[end] !== CR) throw protocolFault(fault, 400, "has a chunk line that ends without CR LF");
  let size = 0;
  let at = 0;
  while (at < end) {
    const digit = HEX_VALUES[line[at] ?? 0] ?? -1;
    if (digit === -1) break;
    size = size * 16 + digit;
    at++;
  }
  // RFC 9112 section 7.1: 1*HEXDIG, and a recipient must not overflow.
  if (at === 0 || at > MOST_DIGITS || !Number.isSafeInteger(size)) {
    throw protocolFault(fault, 400, "has a chunk size that is no hexadecimal number below 2^53");
  }
  checkExtensions(line, at, end, fault);
  return { size, extensionBytes: end - at };
}

function checkExtensions(line: Uint8Array, from: number, end: number, fault: Fault): void {
  if (from === end) return;
  // RFC 9112 section 7.1.1: an extension begins with a semicolon. The white space that its grammar
  // lets old senders put before it is refused: no sender is known that does, and readers differ.
  if (line[from] !== SEMICOLON) {
    throw protocolFault(
      fault,
      400,
      "has a character behind a chunk size that does not belong there",
    );
  }
  for (let at = from; at < end; at++) {
    const byte = line[at] ?? 0;
    if ((byte < 0x20 && byte !== HTAB) || byte === 0x7f) {
      throw protocolFault(fault, 400, "has a control character in a chunk extension");
    }
  }
}
