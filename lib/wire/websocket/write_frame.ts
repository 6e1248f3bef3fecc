import { limits } from "../../limits.ts";
import { applyMask } from "./apply_mask.ts";
import { type Opcode, opcode } from "./opcode.ts";

/**
 * A whole message as one frame, in slices that are to be written one after the other, so that a large
 * message is not there twice.
 *
 * @param kind of the message
 * @param mask four unpredictable bytes where the writer is a client, else undefined
 */
export function* writeFrame(
  kind: Exclude<keyof typeof opcode, "continuation">,
  payload: Uint8Array,
  mask: Uint8Array | undefined,
): Generator<Uint8Array> {
  const sliceBytes = limits.webSocketSliceBytes;
  const head = frameHead(opcode[kind], payload.length, mask);
  if (mask === undefined && payload.length > sliceBytes) {
    yield head;
    yield payload;
    return;
  }
  // The head and the first slice are one, because each write may be a packet.
  const first = payload.subarray(0, sliceBytes);
  const bytes = new Uint8Array(head.length + first.length);
  bytes.set(head);
  if (mask === undefined) bytes.set(first, head.length);
  else applyMask(first, bytes.subarray(head.length), mask);
  yield bytes;
  if (mask === undefined) return;
  for (let at = sliceBytes; at < payload.length; at += sliceBytes) {
    const slice = payload.subarray(at, at + sliceBytes);
    const masked = new Uint8Array(slice.length);
    applyMask(slice, masked, mask, at);
    yield masked;
  }
}

function frameHead(code: Opcode, length: number, mask: Uint8Array | undefined): Uint8Array {
  const maskBit = mask === undefined ? 0 : 0x80;
  const lengthBytes = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const head = new Uint8Array(2 + lengthBytes + (mask?.length ?? 0));
  head[0] = 0x80 | code;
  head[1] = maskBit | (lengthBytes === 0 ? length : lengthBytes === 2 ? 126 : 127);
  let left = length;
  for (let at = 1 + lengthBytes; at > 1; at--) {
    head[at] = left % 256;
    left = Math.floor(left / 256);
  }
  if (mask !== undefined) head.set(mask, 2 + lengthBytes);
  return head;
}
