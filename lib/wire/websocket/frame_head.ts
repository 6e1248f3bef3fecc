import type { Sender } from "./message.ts";
import { type Opcode, opcode } from "./opcode.ts";
import { WebSocketError } from "./websocket_error.ts";

/** What stands before a frame's payload. */
export interface FrameHead {
  /** Whether the message ends with this frame. */
  readonly fin: boolean;
  readonly opcode: Opcode;
  /** Of the payload, in bytes. */
  readonly length: number;
  /** Four bytes; undefined from a server. */
  readonly mask: Uint8Array | undefined;
  /** Its own size. */
  readonly headBytes: number;
}

// byte 0               byte 1             then                               then
// ┌─────┬─────┬────────┬──────┬──────────┬──────────────────────────────────┬──────────────┐
// │ FIN │ RSV │ opcode │ MASK │ length 7 │ 126: length 16   127: length 64   │ masking key  │
// └─────┴─────┴────────┴──────┴──────────┴──────────────────────────────────┴──────────────┘
//    1     3      4       1        7             2 bytes          8 bytes      4, if MASK
const LONGEST_CONTROL = 125;

/**
 * The head of a frame at the beginning of `bytes` (RFC 6455 section 5.2); undefined while it is not
 * all there. Whatever can be wrong with it is said as soon as it shows.
 *
 * @throws WebSocketError 1002, or 1009 for a length that no program can hold
 */
export function readFrameHead(bytes: Uint8Array, from: Sender): FrameHead | undefined {
  const [first, second] = bytes;
  if (first === undefined) return undefined;
  const fin = (first & 0x80) !== 0;
  // No extension is ever agreed on, and only an extension gives these bits a meaning.
  if ((first & 0x70) !== 0) throw broken("a frame has reserved bits set");
  const code = first & 0x0f;
  if (!isOpcode(code)) throw broken("a frame has a reserved opcode");
  const isControl = code >= opcode.close;
  if (isControl && !fin) throw broken("a control frame is fragmented");
  if (second === undefined) return undefined;
  const masked = (second & 0x80) !== 0;
  if (masked !== (from === "client")) {
    throw broken(
      from === "client" ? "a client's frame is not masked" : "a server's frame is masked",
    );
  }
  const short = second & 0x7f;
  if (isControl && short > LONGEST_CONTROL) {
    throw broken("a control frame has more than 125 bytes");
  }
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const maskAt = 2 + lengthBytes;
  const headBytes = maskAt + (masked ? 4 : 0);
  if (bytes.length < maskAt) return undefined;
  const length = lengthBytes === 0 ? short : readLength(bytes.subarray(2, maskAt));
  if (bytes.length < headBytes) return undefined;
  const mask = masked ? bytes.slice(maskAt, headBytes) : undefined;
  return { fin, opcode: code, length, mask, headBytes };
}

/** Section 5.2: the minimal number of bytes must be used, and the highest bit of eight is zero. */
function readLength(bytes: Uint8Array): number {
  if (((bytes[0] ?? 0) & 0x80) !== 0 && bytes.length === 8) {
    throw broken("a frame's length has its highest bit set");
  }
  let length = 0;
  for (const byte of bytes) length = length * 256 + byte;
  if (length < (bytes.length === 2 ? 126 : 65_536)) {
    throw broken("a frame's length is written in more bytes than it needs");
  }
  if (!Number.isSafeInteger(length)) throw new WebSocketError(1009, "a frame is too large");
  return length;
}

const OPCODES: ReadonlySet<number> = new Set(Object.values(opcode));

function isOpcode(code: number): code is Opcode {
  return OPCODES.has(code);
}

function broken(what: string): WebSocketError {
  return new WebSocketError(1002, what);
}
