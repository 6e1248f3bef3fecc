import type { Fields } from "../wire/field.ts";
import type { Framing, ResponseHead } from "../wire/message.ts";

/**
 * The way back to the agent for one request, the same over HTTP/1.1 and HTTP/2. Each call may reject:
 * the agent has left then.
 */
export interface Reply {
  /** Whether the final head was given; only before that can a refusal be said. */
  readonly started: boolean;
  /** A 1xx, where the transport can carry one. */
  interim(head: ResponseHead): Promise<void>;
  /** The final head. It may wait for the body's first bytes, to travel with them. */
  start(head: ResponseHead, framing: Framing): void;
  /** Sends the head now, because the body's first bytes are not there yet. */
  flush(): Promise<void>;
  /** Resolves when the agent's side has room for more. */
  write(bytes: Uint8Array): Promise<void>;
  /** The body is whole. */
  finish(trailers: Fields): Promise<void>;
  /** The body will not be whole: ends in a way that the agent's tool reports as an error. */
  cut(): void;
}
