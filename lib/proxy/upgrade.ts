import type { Refusal } from "../policy/refusal.ts";
import type { Fields } from "../wire/field.ts";
import { hasListToken } from "../wire/fields.ts";

/**
 * Why an upgrade is not followed. To ignore an offer is the receiver's right (RFC 9110 section 7.8)
 * and is what happens to `h2c`; a WebSocket handshake would only fail later and without words.
 */
export function refuseUpgrade(fields: Fields): Refusal | undefined {
  if (!hasListToken(fields, "upgrade", "websocket")) return undefined;
  return {
    status: 501,
    reason: "upgrade-not-supported",
    text: "egress: WebSocket is not relayed; use plain HTTP requests or an event stream instead",
  };
}
