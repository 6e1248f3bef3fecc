import { type BodyDecoder, createBodyDecoder, type Mutable } from "../wire/body_decoder.ts";
import type { Fields } from "../wire/field.ts";
import type { Framing } from "../wire/message.ts";
import type { Reader } from "./reader.ts";

/** A body as it comes, its framing undone. */
export interface Body {
  /** In bytes, where the framing says so beforehand; 0 for no body. */
  readonly length: number | undefined;
  /** The next slice, never empty; null once the body is whole. Rejects if it was cut short or is broken. */
  read(): Promise<Uint8Array | null>;
  /** Whether `read` has something to give without waiting for the peer. */
  readonly ready: boolean;
  /** Whether all of it was read. */
  readonly done: boolean;
  /** Known once `done`. */
  readonly trailers: Fields;
}

/** A body that is not there. */
export const noBody: Body = {
  length: 0,
  read: () => Promise.resolve(null),
  ready: true,
  done: true,
  trailers: [],
};

/** A body that is already whole in memory. With trailers it has no length: they need chunks to stand behind. */
export function heldBody(bytes: Uint8Array, trailers: Fields = []): Body {
  const body: Mutable<Body> = {
    length: trailers.length > 0 ? undefined : bytes.length,
    read() {
      const slice = body.done ? null : bytes;
      body.done = true;
      return Promise.resolve(slice);
    },
    ready: true,
    done: bytes.length === 0,
    trailers,
  };
  return body;
}

/**
 * A body on a connection. What stands behind its end stays with the reader.
 *
 * @param wanted called once before the first read, which is when a `100 Continue` is due
 */
export function framedBody(
  reader: Reader,
  framing: Framing,
  fault: "agent" | "upstream",
  wanted: () => Promise<void> = () => Promise.resolve(),
): Body {
  if (framing.kind === "none" || (framing.kind === "length" && framing.length === 0)) return noBody;
  const length = framing.kind === "length" ? framing.length : undefined;
  return new FramedBody(reader, createBodyDecoder(framing, fault), length, wanted);
}

/** A class, because its getters then stand on one prototype: see `Mutable`. */
class FramedBody implements Body {
  readonly length: number | undefined;
  readonly #reader: Reader;
  readonly #decoder: BodyDecoder;
  readonly #wanted: () => Promise<void>;
  #slice: Uint8Array | undefined;
  #asked = false;
  #finished = false;

  constructor(
    reader: Reader,
    decoder: BodyDecoder,
    length: number | undefined,
    wanted: () => Promise<void>,
  ) {
    this.#reader = reader;
    this.#decoder = decoder;
    this.length = length;
    this.#wanted = wanted;
  }

  async read(): Promise<Uint8Array | null> {
    const reader = this.#reader;
    const decoder = this.#decoder;
    if (!this.#asked) {
      this.#asked = true;
      await this.#wanted();
    }
    while (true) {
      const slice = this.#slice;
      this.#slice = undefined;
      if (slice !== undefined) return slice;
      if (this.#finished) return null;
      if (!decoder.done) {
        if (reader.held.length === 0) {
          const more = await reader.fill();
          // Another read saw the end meanwhile (a body is drained while its sending still waits):
          // what is held now is the next request's.
          if (decoder.done) continue;
          if (!more) decoder.end();
        }
        // One slice for each read: a chunk may be a byte, and each slice has its price.
        const data = concat(decoder.push(reader.take()));
        if (data.length > 0) this.#slice = data;
      }
      if (decoder.done) {
        this.#finished = true;
        reader.unread(decoder.rest);
      }
    }
  }

  get ready(): boolean {
    return this.#finished || this.#slice !== undefined || this.#reader.held.length > 0;
  }

  get done(): boolean {
    return this.#finished && this.#slice === undefined;
  }

  get trailers(): Fields {
    return this.#decoder.trailers;
  }
}

/**
 * A body of which the first slices were read already.
 *
 * @param taken told of the bytes of each of them when it is read again
 */
export function prefixedBody(
  first: readonly Uint8Array[],
  rest: Body,
  taken: (bytes: number) => void = () => {},
): Body {
  // Reversed, since of a long array the last is taken in no time, the first is not.
  const slices = first.toReversed();
  return {
    length: rest.length,
    read: () => {
      const slice = slices.pop();
      if (slice === undefined) return rest.read();
      taken(slice.length);
      return Promise.resolve(slice);
    },
    get ready() {
      return slices.length > 0 || rest.ready;
    },
    get done() {
      return slices.length === 0 && rest.done;
    },
    get trailers() {
      return rest.trailers;
    },
  };
}

/** A body that is read in another way: with a clock, with other errors. */
export function readThrough(body: Body, read: () => Promise<Uint8Array | null>): Body {
  return new ReadThrough(body, read);
}

class ReadThrough implements Body {
  readonly length: number | undefined;
  readonly read: () => Promise<Uint8Array | null>;
  readonly #body: Body;

  constructor(body: Body, read: () => Promise<Uint8Array | null>) {
    this.length = body.length;
    this.read = read;
    this.#body = body;
  }

  get ready(): boolean {
    return this.#body.ready;
  }

  get done(): boolean {
    return this.#body.done;
  }

  get trailers(): Fields {
    return this.#body.trailers;
  }
}

/** One array of all slices; a single slice is not copied. */
export function concat(slices: readonly Uint8Array[]): Uint8Array {
  const only = slices[0];
  if (slices.length === 1 && only) return only;
  const bytes = new Uint8Array(slices.reduce((size, slice) => size + slice.length, 0));
  let at = 0;
  for (const slice of slices) {
    bytes.set(slice, at);
    at += slice.length;
  }
  return bytes;
}
