import type { Sender } from "../../wire/websocket/message.ts";
import type { WebSocketError } from "../../wire/websocket/websocket_error.ts";
import { ProtocolError } from "../../wire/protocol_error.ts";
import { Blocked } from "../blocked.ts";
import { FlightEnded } from "../flights.ts";

/** One of the two peers of a WebSocket broke its protocol, or went over a bound. */
export class WebSocketBroken extends Error {
  override readonly name = "WebSocketBroken";

  constructor(readonly by: Sender, readonly error: WebSocketError) {
    super(error.message);
  }

  /** As the log knows it. */
  asProtocolError(): ProtocolError {
    const isAgent = this.by === "client";
    const status = !isAgent ? 502 : this.error.code === 1009 ? 413 : 400;
    return new ProtocolError(isAgent ? "agent" : "upstream", status, this.message);
  }
}

/** What a close frame to a peer says of the reason for which a WebSocket is ended (RFC 6455 section 7.4.1). */
export function farewell(
  cause: unknown,
  to: Sender,
): { readonly code: number; readonly reason: string } {
  if (cause instanceof Blocked) return { code: 1008, reason: cause.refusal.text };
  if (cause instanceof FlightEnded) {
    const code = cause.refusal.reason === "shutting-down" ? 1001 : 1008;
    return { code, reason: cause.refusal.text };
  }
  if (!(cause instanceof WebSocketBroken)) return { code: 1011, reason: "egress: internal error" };
  const { error, by } = cause;
  const isBound = error.code === 1009 || error.code === 1013;
  if (isBound || to === by) return { code: error.code, reason: `egress: ${error.message}` };
  return to === "client"
    ? { code: 1011, reason: `egress: the upstream broke the WebSocket protocol: ${error.message}` }
    : { code: 1001, reason: `egress: the agent broke the WebSocket protocol: ${error.message}` };
}
