/**
 * A peer broke HTTP. `fault` says which peer, so that the edge of the connection knows whether it
 * answers the agent with `status` or reports a bad gateway. The message is written for the agent and
 * never carries a field's value.
 */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";

  constructor(
    readonly fault: "agent" | "upstream",
    /** The status that fits: 400, 405, 413, 414, 417, 421, 426, 431, 501, 505; 502 where upstream is at fault. */
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
