/**
 * A peer broke the WebSocket protocol or went over a bound. `code` is what it is told in a close frame
 * (RFC 6455 section 7.4.1): 1002 the protocol, 1007 text that is not UTF-8, 1009 a message that is too
 * large, 1013 no room at this moment. The message is written for people and holds no byte of the peer's.
 */
export class WebSocketError extends Error {
  override readonly name = "WebSocketError";

  constructor(readonly code: 1002 | 1007 | 1009 | 1013, message: string) {
    super(message);
  }
}
