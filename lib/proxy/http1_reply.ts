import { limits } from "../limits.ts";
import type { Mutable } from "../wire/body_decoder.ts";
import { encodeChunk, lastChunk } from "../wire/encode_chunk.ts";
import type { Field } from "../wire/field.ts";
import { fieldValue } from "../wire/fields.ts";
import type { Framing, ResponseHead, Version } from "../wire/message.ts";
import { writeResponseHead } from "../wire/write_head.ts";
import { concat } from "./body.ts";
import type { ByteStream } from "./byte_stream.ts";
import type { Watch } from "./clocks.ts";
import type { Reply } from "./reply.ts";

/** A reply over HTTP/1.x, and what the session wants to know of it. */
export interface Http1Reply extends Reply {
  /** Whether the connection can serve no other request behind this one. */
  readonly closes: boolean;
  /** Whether the whole answer was written. */
  readonly finished: boolean;
}

const EMPTY = new Uint8Array(0);

export function http1Reply(
  stream: ByteStream,
  watch: Watch,
  asked: {
    readonly version: Version;
    /** Whether agent and sidecar mean to keep the connection; asked when the answer begins. */
    readonly keepsAlive: () => boolean;
    /** Whether so much of the request is still to come that the connection had better end. */
    readonly unread: () => boolean;
  },
): Http1Reply {
  let chunked = false;
  let pending: Uint8Array = EMPTY;

  const send = async (bytes: Uint8Array) => {
    const all = pending.length === 0 ? bytes : concat([pending, bytes]);
    pending = EMPTY;
    if (all.length === 0) return;
    watch.set(limits.agentStallMs, "the agent takes no bytes");
    await stream.write(all);
    watch.clear();
  };

  // Plain fields, set as it goes: see `Mutable`.
  const reply: Mutable<Http1Reply> = {
    started: false,
    finished: false,
    closes: false,

    async interim(head: ResponseHead) {
      // HTTP/1.0 knows no interim responses (RFC 9110 section 15.2).
      if (asked.version === "1.1") await send(writeResponseHead(head));
    },

    start(head, framing: Framing) {
      reply.started = true;
      if (head.status === 101) {
        // What follows is no HTTP: the connection has changed hands.
        reply.closes = true;
        pending = writeResponseHead(head);
        return;
      }
      // A body that ends with the upstream's connection is sent in chunks too, because an agent could
      // not tell its being cut from its end otherwise.
      const endless = framing.kind === "chunked" || framing.kind === "close";
      chunked = endless && asked.version === "1.1";
      if ((endless && !chunked) || !asked.keepsAlive() || asked.unread()) reply.closes = true;
      const added: Field[] = chunked ? [["Transfer-Encoding", "chunked"]] : [];
      // RFC 9112 section 6.3 does not name the 205: agents would wait for the connection's end.
      if (head.status === 205 && fieldValue(head.fields, "content-length") === undefined) {
        added.push(["Content-Length", "0"]);
      }
      if (reply.closes) added.push(["Connection", "close"]);
      pending = writeResponseHead({ ...head, fields: [...head.fields, ...added] });
    },

    flush: () => send(EMPTY),
    write: (bytes) => send(chunked ? encodeChunk(bytes) : bytes),

    async finish(trailers) {
      await send(chunked ? lastChunk(trailers) : EMPTY);
      reply.finished = true;
    },

    cut() {
      reply.closes = true;
      stream.close();
    },
  };
  return reply;
}
