import { createUtf8Check } from "./utf8_check.ts";
import { WebSocketError } from "./websocket_error.ts";

/** The most bytes of a reason: a control frame's 125 without the code. */
const REASON_BYTES = 123;

/** Checks the payload of a close frame: nothing, or a code and a reason (RFC 6455 section 5.5.1). @throws WebSocketError */
export function checkClosePayload(payload: Uint8Array): void {
  const [high, low] = payload;
  if (high === undefined) return;
  if (low === undefined) throw new WebSocketError(1002, "a close frame has half a code");
  if (!isCloseCode(high * 256 + low)) {
    throw new WebSocketError(1002, "a close frame has a code that may not be sent");
  }
  const reason = createUtf8Check();
  if (!reason.push(payload.subarray(2)) || !reason.complete) {
    throw new WebSocketError(1007, "the reason of a close frame is not UTF-8");
  }
}

/** The payload of a close frame; a reason that is too long is cut between two characters. */
export function closePayload(code: number, reason: string): Uint8Array {
  const text = new Uint8Array(REASON_BYTES);
  const { written } = new TextEncoder().encodeInto(reason, text);
  const payload = new Uint8Array(2 + written);
  payload[0] = code >> 8;
  payload[1] = code & 0xff;
  payload.set(text.subarray(0, written), 2);
  return payload;
}

/**
 * Codes that may stand in a frame: those that are registered for it (RFC 6455 section 7.4.1 and IANA's
 * registry, which has 1012 to 1014 in addition) and those that libraries and applications define.
 */
function isCloseCode(code: number): boolean {
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) ||
    (code >= 3000 && code <= 4999);
}
