import { limits } from "../limits.ts";
import { ProtocolError } from "../wire/protocol_error.ts";
import { type Body, noBody } from "./body.ts";
import type { Clocks } from "./clocks.ts";

export interface Http2Body extends Body {
  /** Takes no more of it: a read that waits rejects, and so does every later one. */
  cancel(): void;
}

/**
 * The body of a request over HTTP/2. Its bytes are counted against the announced length, because what
 * is sent upstream says that length; its sender has to keep sending.
 *
 * @param length from Content-Length; undefined if there is none
 * @param broken called when the agent's clock expires, to end the request
 */
export function http2Body(
  stream: ReadableStream<Uint8Array> | null,
  length: number | undefined,
  clocks: Clocks,
  broken: (why: string) => void,
): Http2Body {
  if (stream === null) return { ...noBody, cancel() {} };
  const reader = stream.getReader();
  let size = 0;
  let done = false;
  let cancelled = false;
  const cancel = () => {
    cancelled = true;
    // Ends a read that waits, as if the body had ended.
    reader.cancel().catch(() => {});
  };
  const expired = (what: string) => {
    cancel();
    broken(what);
  };
  return {
    length,
    ready: false,
    async read() {
      if (done) return null;
      const watch = clocks.watch(expired);
      try {
        watch.set(limits.agentStallMs, "the body did not come in time");
        while (true) {
          const { value, done: ended } = await reader.read().catch(() => {
            throw new ProtocolError("agent", 400, "the body was cut short");
          });
          if (cancelled) throw new ProtocolError("agent", 400, "the body did not come in time");
          if (ended) {
            if (length !== undefined && size !== length) {
              throw new ProtocolError("agent", 400, "the body is shorter than its Content-Length");
            }
            done = true;
            return null;
          }
          size += value.length;
          if (length !== undefined && size > length) {
            throw new ProtocolError("agent", 400, "the body is longer than its Content-Length");
          }
          if (value.length > 0) return value;
        }
      } finally {
        watch.end();
      }
    },
    get done() {
      return done;
    },
    trailers: [],
    cancel,
  };
}
