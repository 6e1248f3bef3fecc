/**
 * Bytes both ways: the one kind of socket that the rest of the sidecar sees, whether it is a plain
 * connection, the inside of an agent's TLS or the way to an upstream.
 */
export interface ByteStream {
  /** The next bytes, which nobody else will write to; null at the peer's orderly end. One read at a time. */
  read(): Promise<Uint8Array | null>;
  /** Resolves when the bytes are taken over by the layer below, which is what back-pressure hangs on. */
  write(bytes: Uint8Array): Promise<void>;
  /** Ends both directions at once. Reads and writes under way reject or end. Idempotent. */
  close(): void;
  /** Says to the peer that no more comes, as far as the transport can (TLS: close_notify), then closes. */
  end(): Promise<void>;
}
