import { ProtocolError } from "./protocol_error.ts";

/** Which peer broke HTTP. */
export type Fault = ProtocolError["fault"];

/**
 * The error for a message of either direction: `agentStatus` where the agent sent it, 502 where the
 * upstream did (RFC 9110 section 15.6.3, an invalid response). `what` continues the sentence "the
 * request …" and holds no byte that came from the peer.
 */
export function protocolFault(fault: Fault, agentStatus: number, what: string): ProtocolError {
  return fault === "agent"
    ? new ProtocolError("agent", agentStatus, `the request ${what}`)
    : new ProtocolError("upstream", 502, `the upstream's response ${what}`);
}
