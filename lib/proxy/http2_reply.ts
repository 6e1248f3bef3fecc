import { limits } from "../limits.ts";
import type { Fields } from "../wire/field.ts";
import type { ResponseHead } from "../wire/message.ts";
import type { Clocks } from "./clocks.ts";
import type { Reply } from "./reply.ts";

/** A reply that becomes a `Response`. Reason phrases, 1xx and trailers have no place in one. */
export interface Http2Reply extends Reply {
  readonly response: Promise<Response>;
}

/**
 * A small answer becomes a `Response` with all its bytes, any other one with a stream: each write
 * waits until the protocol's layer asks for more.
 *
 * @param left called when the agent cancels the answer or no longer takes it
 */
export function http2Reply(clocks: Clocks, left: () => void): Http2Reply {
  const { promise: response, resolve } = Promise.withResolvers<Response>();
  let head: ResponseHead | undefined;
  let length: number | undefined;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let answered = false;
  let gone = false;
  let room = false;
  let wake = () => {};

  const respond = (body: Uint8Array<ArrayBuffer> | ReadableStream | null) => {
    answered = true;
    const given = head ?? { version: "1.1", status: 502, reason: "", fields: [] };
    if (given.status <= 599) return resolve(toResponse(given, body));
    resolve(unknownStatus(given.status));
    // Nobody will ask for the rest of that answer.
    leave();
  };
  const leave = () => {
    gone = true;
    left();
    wake();
  };
  const stalled = () => {
    controller?.error(new Error("the agent takes no bytes"));
    leave();
  };
  const stream = () => {
    respond(
      new ReadableStream<Uint8Array>({
        start(given) {
          controller = given;
        },
        pull() {
          room = true;
          wake();
        },
        cancel: leave,
      }, { highWaterMark: 0 }),
    );
  };
  const roomForMore = async () => {
    const watch = clocks.watch(stalled);
    watch.set(limits.agentStallMs, "the agent takes no bytes");
    while (!room && !gone) await new Promise<void>((resolve) => wake = resolve);
    watch.end();
    room = false;
  };

  return {
    response,
    get started() {
      return head !== undefined;
    },
    interim: () => Promise.resolve(),
    start(given, framing) {
      head = given;
      length = framing.kind === "length" ? framing.length : undefined;
    },
    flush() {
      if (!answered) stream();
      return Promise.resolve();
    },
    async write(bytes) {
      if (!answered && bytes.length === length) return respond(bytes as Uint8Array<ArrayBuffer>);
      if (!answered) stream();
      await roomForMore();
      if (gone) throw new Error("the agent has left");
      controller?.enqueue(bytes);
    },
    finish() {
      if (!answered) respond(null);
      else if (!gone) controller?.close();
      return Promise.resolve();
    },
    cut() {
      if (!head) resolve(new Response(null, { status: 502 }));
      else if (!answered) stream();
      if (!gone) controller?.error(new Error("the answer was cut"));
      gone = true;
    },
  };
}

/** Statuses that a `Response` takes no body with. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

function toResponse(
  { status, fields }: ResponseHead,
  body: Uint8Array<ArrayBuffer> | ReadableStream | null,
): Response {
  const headers = toHeaders(fields);
  // RFC 9110 section 8.6: a 204 has no length; one that has is a broken stream to HTTP/2 clients.
  if (status === 204) headers.delete("content-length");
  return new Response(BODILESS.has(status) ? null : body, { status, headers });
}

/** A `Response` cannot carry what HTTP/1.1 can (600 and above): the agent is told so. */
function unknownStatus(status: number): Response {
  const text = `egress: the upstream answered with status ${status}, which HTTP/2 does not know`;
  return new Response(text, { status: 502, headers: { "x-egress-reason": "upstream-protocol" } });
}

function toHeaders(fields: Fields): Headers {
  const headers = new Headers();
  for (const [name, value] of fields) headers.append(name, value);
  return headers;
}
