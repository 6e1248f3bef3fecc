import { Buffer } from "node:buffer";
import { createChunkedDecoder } from "./chunked_decoder.ts";
import type { Fields } from "./field.ts";
import type { Framing } from "./message.ts";
import { type Fault, protocolFault } from "./protocol_fault.ts";

/** Takes the bytes behind a head and gives the body's data, until the body's own end. */
export interface BodyDecoder {
  /**
   * The data in `bytes`, as views of it that live as long as the caller's buffer does; many and tiny
   * ones where the peer sent tiny chunks. Throws a ProtocolError where the body is broken, and again
   * at every call after that.
   */
  push(bytes: Uint8Array): Uint8Array[];
  /** Whether the whole body has been read. True from the start where there is none. */
  readonly done: boolean;
  /** The bytes that came behind the body's end: the next message's. Empty before `done`. */
  readonly rest: Uint8Array;
  /** The trailers of a chunked body that may travel on. Empty before `done`. */
  readonly trailers: Fields;
  /** The connection ended. Throws a ProtocolError unless the body is whole: short is never whole. */
  end(): void;
}

/**
 * The same to its maker, who sets the fields as it goes. They are plain ones because an object with
 * getters made anew for every message costs the engine a hidden class of its own each time: nothing
 * that reads it is fast then, and all that it holds outlives the next small collections.
 */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The reader for a body that ends as `framing` says; `fault`: who is to blame where it does not. */
export function createBodyDecoder(framing: Framing, fault: Fault): BodyDecoder {
  switch (framing.kind) {
    case "none":
      return createLengthDecoder(0, fault);
    case "length":
      return createLengthDecoder(framing.length, fault);
    case "chunked":
      return createChunkedDecoder(fault);
    case "close":
      return createCloseDecoder();
  }
  return framing satisfies never;
}

const EMPTY = new Uint8Array(0);

function createLengthDecoder(length: number, fault: Fault): BodyDecoder {
  let remaining = length;
  const decoder: Mutable<BodyDecoder> = {
    done: length === 0,
    rest: EMPTY,
    trailers: [],
    push(bytes) {
      const data = bytes.subarray(0, Math.min(bytes.length, remaining));
      remaining -= data.length;
      decoder.done = remaining === 0;
      const behind = bytes.subarray(data.length);
      decoder.rest = decoder.rest.length === 0 ? behind : Buffer.concat([decoder.rest, behind]);
      return data.length === 0 ? [] : [data];
    },
    end() {
      if (remaining === 0) return;
      // RFC 9112 section 8: fewer bytes than Content-Length is an incomplete message.
      throw protocolFault(fault, 400, "ended before its Content-Length was reached");
    },
  };
  return decoder;
}

function createCloseDecoder(): BodyDecoder {
  const decoder: Mutable<BodyDecoder> = {
    done: false,
    rest: EMPTY,
    trailers: [],
    push(bytes) {
      return bytes.length === 0 ? [] : [bytes];
    },
    end() {
      decoder.done = true;
    },
  };
  return decoder;
}
