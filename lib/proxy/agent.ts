import type { ByteStream } from "./byte_stream.ts";
import type { Watch } from "./clocks.ts";
import type { Reader } from "./reader.ts";

/**
 * An agent's connection, or the inside of its TLS: one at a time reads it. `idle` is true between
 * requests, which is when a stop may close it at once.
 */
export interface Agent {
  readonly stream: ByteStream;
  readonly reader: Reader;
  readonly watch: Watch;
  idle: boolean;
}
