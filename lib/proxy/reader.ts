import { findHeadEnd } from "../wire/head_end.ts";
import { ProtocolError } from "../wire/protocol_error.ts";
import type { ByteStream } from "./byte_stream.ts";

const EMPTY = new Uint8Array(0);

/**
 * The reading half of a connection: what was received and not yet used stays here between heads,
 * bodies and the watch for the peer's leaving.
 */
export class Reader {
  readonly #stream: ByteStream;
  #held: Uint8Array = EMPTY;
  /** A buffer of our own that `#held` may be the last part of, and how far it is filled. */
  #own: Uint8Array | undefined;
  #ownUsed = 0;
  #ended = false;
  #pending: Promise<boolean> | undefined;

  constructor(stream: ByteStream, first: Uint8Array = EMPTY) {
    this.#stream = stream;
    this.#held = first;
  }

  /** Bytes received and not yet taken. */
  get held(): Uint8Array {
    return this.#held;
  }

  /** Reads once more; false at the end of the stream. Calls that overlap share one read. */
  fill(): Promise<boolean> {
    return this.#pending ??= this.#read().finally(() => this.#pending = undefined);
  }

  async #read(): Promise<boolean> {
    if (this.#ended) return false;
    const bytes = await this.#stream.read();
    if (bytes === null) {
      this.#ended = true;
      return false;
    }
    this.#append(bytes);
    return true;
  }

  /** Grows by doubling, so that a head which comes byte by byte is not copied anew with each byte. */
  #append(bytes: Uint8Array): void {
    const held = this.#held;
    if (held.length === 0) {
      this.#held = bytes;
      return;
    }
    const length = held.length + bytes.length;
    const fits = this.#own !== undefined && held.buffer === this.#own.buffer &&
      held.byteOffset + held.length === this.#ownUsed &&
      this.#ownUsed + bytes.length <= this.#own.length;
    if (!fits) {
      this.#own = new Uint8Array(2 * length);
      this.#own.set(held);
      this.#ownUsed = held.length;
    }
    const own = this.#own!;
    const start = this.#ownUsed - held.length;
    own.set(bytes, this.#ownUsed);
    this.#ownUsed += bytes.length;
    this.#held = own.subarray(start, start + length);
  }

  /** All bytes held, which are then no longer held. */
  take(): Uint8Array {
    const bytes = this.#held;
    this.#held = EMPTY;
    return bytes;
  }

  /** Puts back what was taken and not used, before whatever came since. */
  unread(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#held = this.#held.length === 0 ? bytes : joined(bytes, this.#held);
  }

  /**
   * The bytes of one head, its empty line included; null if the stream ends before its first byte.
   *
   * @param started called with the first byte, so that the clock can change from idle to head
   * @param check looks at an unfinished head and throws as soon as it cannot become one
   * @throws ProtocolError if the head is over `maxBytes`, broken, or cut off
   */
  async head(
    fault: "agent" | "upstream",
    maxBytes: number,
    started: () => void = () => {},
    check: (bytes: Uint8Array) => void = () => {},
  ): Promise<Uint8Array | null> {
    let searched = 0;
    let begun = false;
    while (true) {
      const bytes = this.#held;
      if (bytes.length > 0) {
        if (!begun) started();
        begun = true;
        const end = findHeadEnd(bytes, searched, fault);
        if (end > maxBytes || (end < 0 && bytes.length > maxBytes)) {
          throw new ProtocolError(
            fault,
            fault === "agent" ? 431 : 502,
            `the head is larger than ${maxBytes} bytes`,
          );
        }
        if (end >= 0) {
          this.#held = bytes.subarray(end);
          return bytes.subarray(0, end);
        }
        check(bytes);
        searched = bytes.length;
      }
      if (!await this.fill()) {
        if (!begun) return null;
        throw new ProtocolError(
          fault,
          fault === "agent" ? 400 : 502,
          "the connection ended inside a head",
        );
      }
    }
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
