import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";

/** RFC 6455 section 1.3: what a server joins to the key, so that no other protocol answers by chance. */
const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** The `Sec-WebSocket-Accept` that belongs to a `Sec-WebSocket-Key` (RFC 6455 section 4.2.2). */
export function acceptOf(key: string): string {
  return createHash("sha1").update(key + GUID).digest("base64");
}

/** Whether a `Sec-WebSocket-Key` is 16 bytes in base64, written in the one way (section 4.2.1). */
export function isKey(key: string): boolean {
  const bytes = Buffer.from(key, "base64");
  return bytes.length === 16 && bytes.toString("base64") === key;
}
