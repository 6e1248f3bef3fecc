/** What one side says to the other: a data message, its fragments joined, or a control frame. */
export interface Message {
  readonly kind: "text" | "binary" | "ping" | "pong" | "close";
  /** Unmasked. Of a close: its code in two bytes and its reason, or nothing. */
  readonly payload: Uint8Array;
}

/** Which side a frame comes from: a client masks what it sends, a server does not. */
export type Sender = "client" | "server";
