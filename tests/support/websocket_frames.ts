import { bytesOf } from "./wire_bytes.ts";

/** A frame as a test wants it, however wrong. */
export interface TestFrame {
  /** True unless said otherwise. */
  readonly fin?: boolean;
  /** The three reserved bits, 0 to 7. */
  readonly rsv?: number;
  readonly opcode: number;
  /** Text is one byte for each character. */
  readonly payload?: string | Uint8Array;
  /** The bytes of the length, where it is not to be written in the shortest way. */
  readonly lengthBytes?: 2 | 8;
}

/** The frame on the wire, masked with this key if there is one. */
export function frameBytes(
  { fin = true, rsv = 0, opcode, payload = "", lengthBytes }: TestFrame,
  mask?: Uint8Array,
): Uint8Array {
  const data = typeof payload === "string" ? bytesOf(payload) : payload;
  const size = lengthBytes ?? (data.length < 126 ? 0 : data.length < 65_536 ? 2 : 8);
  const short = size === 0 ? data.length : size === 2 ? 126 : 127;
  const length = Array.from(
    { length: size },
    (_, at) => Number((BigInt(data.length) >> BigInt(8 * (size - 1 - at))) & 0xffn),
  );
  const head = [(fin ? 0x80 : 0) | (rsv << 4) | opcode, (mask ? 0x80 : 0) | short, ...length];
  const bytes = new Uint8Array(head.length + (mask?.length ?? 0) + data.length);
  bytes.set([...head, ...(mask ?? [])]);
  const at = bytes.length - data.length;
  data.forEach((byte, index) => bytes[at + index] = byte ^ (mask?.[index % 4] ?? 0));
  return bytes;
}

/** What every client of a test masks with. */
export const TEST_MASK = new Uint8Array([0x37, 0xfa, 0x21, 0x3d]);

/** The payload of a close frame. */
export function closeOf(code: number, reason = ""): string {
  return String.fromCharCode(code >> 8, code & 0xff) + reason;
}
