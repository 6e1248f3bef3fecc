/** An event of a stream, or a piece of one that is too long to be held. */
export interface StreamEvent {
  /** What it carries, JSON as a rule. Of a piece the event as it is written, field names and all. */
  readonly data: string;
  /** Its `event` field; empty where the stream has none. */
  readonly name: string;
  /** The `id` that stands when it comes; empty where the stream has none. */
  readonly id: string;
  readonly isPiece: boolean;
  /** Offset in the stream of its first byte, and of the first byte behind it. */
  readonly start: number;
  readonly end: number;
}

/** Cuts a stream that comes in pieces into its events. Which they are does not depend on the pieces. */
export interface EventSplitter {
  /** The events that end with these bytes; to be run to its end, and the bytes may be used again then. */
  push(bytes: Uint8Array): Generator<StreamEvent, void>;
  /** No more comes: the last event, which nothing ended. */
  end(): Generator<StreamEvent, void>;
  /** How many bytes, from the first on, belong to events that were given out, or to none. */
  taken(): number;
}
