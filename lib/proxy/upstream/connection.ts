import type { Target } from "../../policy/target.ts";
import type { ByteStream } from "../byte_stream.ts";
import { Reader } from "../reader.ts";

/** A connection to an upstream, one request at a time. */
export interface Connection {
  /** Whom it reaches, see `originKey`. */
  readonly key: string;
  /** The vetted address that was dialled. */
  readonly address: string;
  readonly stream: ByteStream;
  readonly reader: Reader;
  /** Whether it came from the pool, and so may have been closed by its peer in the meantime. */
  reused: boolean;
}

/** Requests to the same scheme, host and port may share a connection; nothing else may. */
export function originKey(target: Target): string {
  return `${target.scheme}://${target.host}:${target.port}`;
}

export function connection(key: string, address: string, stream: ByteStream): Connection {
  return { key, address, stream, reader: new Reader(stream), reused: false };
}
