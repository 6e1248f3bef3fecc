/**
 * A reader of bytes that come piece by piece. It looks at them, or undoes something and hands what comes
 * out to stages of its own; so how far a body is judged can be asked of its first stage.
 */
export interface Stage {
  /** Done when the bytes are through; they may be used again then. Throws a `Halt` where the body must stop. */
  push(bytes: Uint8Array): Promise<void>;
  /** No more comes: what is held back is judged. */
  end(): Promise<void>;
  /** How many of the bytes pushed, from the first on, may go as far as this stage knows; Infinity where it asks for none. */
  cleared(): number;
}
