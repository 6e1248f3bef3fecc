import { limits } from "../../limits.ts";
import { originForm, type Target } from "../../policy/target.ts";
import { encodeChunk, lastChunk } from "../../wire/encode_chunk.ts";
import type { Fields } from "../../wire/field.ts";
import { responseFraming } from "../../wire/framing.ts";
import { endToEnd } from "../../wire/hop_by_hop.ts";
import type { Framing, ResponseHead } from "../../wire/message.ts";
import { keepsAlive } from "../../wire/persistence.ts";
import { ProtocolError } from "../../wire/protocol_error.ts";
import { parseResponseHead } from "../../wire/response_head.ts";
import { writeRequestHead } from "../../wire/write_head.ts";
import { Blocked } from "../blocked.ts";
import { type Body, concat, framedBody, noBody, readThrough } from "../body.ts";
import type { Clocks, Watch } from "../clocks.ts";
import type { Connection } from "./connection.ts";
import { UpstreamError, upstreamFailed, upstreamTimedOut } from "./upstream_error.ts";

/** What goes upstream: exactly what was judged. */
export interface Outgoing {
  readonly method: string;
  readonly target: Target;
  readonly fields: Fields;
  /** Read only if `held` is undefined. */
  readonly body: Body;
  /** Those of the body that may travel on, once it is done. */
  readonly trailers: () => Fields;
  /** The whole body where it is in memory, which is what makes sending again possible. */
  readonly held: Uint8Array | undefined;
  /** Sees each 1xx before the answer. */
  readonly interim: (head: ResponseHead) => Promise<void>;
  /** Told when there is a connection to send it on. */
  readonly connected?: () => void;
  /** Whether a 101 was asked for. */
  readonly upgrades?: boolean;
}

/** The end-to-end head of an answer and its body as it comes. Whoever has it calls `close` in the end. */
export interface Answer {
  readonly head: ResponseHead;
  readonly framing: Framing;
  readonly body: Body;
  /** Behind a 101: the connection, which speaks another protocol from here on; `head` is as it was received. */
  readonly switched?: Connection;
  /** Ends the exchange; true if the connection may serve another request, else it is closed. */
  close(): boolean;
}

/** The connection was closed before a byte of answer: a reused one may have been closed already. */
export class ClosedUnanswered extends Error {
  override readonly name = "ClosedUnanswered";
}

/**
 * Sends one request on a connection and reads the answer's head. The body goes out beside that, so
 * that an early answer is seen and streams in both directions work. Every wait has its clock.
 *
 * @throws UpstreamError, ClosedUnanswered, or whatever the agent's body failed with; the connection
 * is closed then
 */
export async function send(
  connection: Connection,
  request: Outgoing,
  clocks: Clocks,
): Promise<Answer> {
  const { stream, reader } = connection;
  const { host } = request.target;
  const requestHead = headBytes(connection, request);
  const state: State = { expired: undefined, bodyFault: undefined, sent: false };
  const watch = clocks.watch((what) => {
    state.expired = what;
    stream.close();
  });
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      watch.end();
      stream.close();
      throw failure(error, state, host);
    }
  };

  watch.set(limits.upstreamHeadMs, `did not answer within ${limits.upstreamHeadMs / 1000} s`);
  // A failing write is no verdict on the answer, which may have come before it: the read decides.
  sendAll(connection, request, requestHead, state, watch).catch(() => {});

  return await guarded(async () => {
    const received = await answerHead(connection, request);
    if (received.status === 101) {
      watch.clear();
      const close = () => {
        watch.end();
        stream.close();
        return false;
      };
      return {
        head: received,
        framing: { kind: "none" },
        body: noBody,
        switched: connection,
        close,
      };
    }
    const framing = responseFraming(received, request.method);
    const head = { ...received, fields: endToEnd(received.fields, "upstream") };
    const body = framedBody(reader, framing, "upstream");
    return {
      head,
      framing,
      body: readThrough(body, () => {
        watch.set(limits.upstreamStallMs, `sent no bytes for ${limits.upstreamStallMs / 1000} s`);
        return guarded(async () => {
          const slice = await body.read();
          // From here on it is the agent that is waited for.
          watch.clear();
          return slice;
        });
      }),
      close: () => {
        watch.end();
        const reusable = state.sent && body.done && framing.kind !== "close" &&
          reader.held.length === 0 && keepsAlive(received.version, received.fields);
        if (!reusable) stream.close();
        return reusable;
      },
    };
  });
}

interface State {
  /** The words of the clock that closed the connection. */
  expired: string | undefined;
  /** What the agent's body failed with. */
  bodyFault: unknown;
  sent: boolean;
}

/** A head that cannot be written is a bug of ours and must not wait for an answer. */
function headBytes({ stream }: Connection, { method, target, fields }: Outgoing): Uint8Array {
  try {
    return writeRequestHead(method, originForm(target), fields);
  } catch (error) {
    stream.close();
    throw error;
  }
}

async function sendAll(
  { stream }: Connection,
  request: Outgoing,
  head: Uint8Array,
  state: State,
  watch: Watch,
): Promise<void> {
  // One write for head and body: a small request is then one packet.
  if (request.held) {
    await stream.write(request.held.length > 0 ? concat([head, request.held]) : head);
    state.sent = true;
    return;
  }
  await stream.write(head);
  const chunked = request.body.length === undefined;
  while (true) {
    let slice: Uint8Array | null;
    try {
      slice = await request.body.read();
    } catch (error) {
      // The request must not look complete to the upstream: it is cut.
      state.bodyFault = error;
      stream.close();
      return;
    }
    if (slice === null) break;
    watch.set(limits.upstreamStallMs, `took no bytes for ${limits.upstreamStallMs / 1000} s`);
    await stream.write(chunked ? encodeChunk(slice) : slice);
    watch.set(limits.upstreamHeadMs, `did not answer within ${limits.upstreamHeadMs / 1000} s`);
  }
  if (chunked) await stream.write(lastChunk(request.trailers()));
  state.sent = true;
}

async function answerHead({ reader }: Connection, request: Outgoing): Promise<ResponseHead> {
  let answered = false;
  for (let count = 0; count <= limits.interimResponses; count++) {
    let bytes: Uint8Array | null;
    try {
      bytes = await reader.head("upstream", limits.headBytes, () => answered = true);
    } catch (error) {
      throw answered || error instanceof ProtocolError ? error : new ClosedUnanswered();
    }
    if (bytes === null) throw answered ? new Error("closed") : new ClosedUnanswered();
    const head = parseResponseHead(bytes);
    if (head.status >= 200) return head;
    if (head.status === 101) {
      if (request.upgrades) return head;
      throw upstreamFailed("read", `${request.target.host} switched protocols unasked`);
    }
    await request.interim({ ...head, fields: endToEnd(head.fields, "upstream") });
  }
  throw new ProtocolError("upstream", 502, "too many interim responses");
}

function failure(error: unknown, state: State, host: string): unknown {
  if (state.bodyFault !== undefined) return state.bodyFault;
  if (state.expired !== undefined) return upstreamTimedOut("read", `${host} ${state.expired}`);
  if (error instanceof UpstreamError || error instanceof ClosedUnanswered) return error;
  if (error instanceof Blocked) return error;
  if (error instanceof ProtocolError) {
    return upstreamFailed("read", `the answer of ${host} breaks HTTP: ${error.message}`);
  }
  return upstreamFailed("read", `${host} closed the connection before its answer was complete`);
}
