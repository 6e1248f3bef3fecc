import { limits } from "../limits.ts";
import { fieldValue } from "../wire/fields.ts";
import { requestFraming } from "../wire/framing.ts";
import { latin1Bytes, latin1Text } from "../wire/latin1.ts";
import type { RequestHead } from "../wire/message.ts";
import { notHttp } from "../wire/not_http.ts";
import { ProtocolError } from "../wire/protocol_error.ts";
import { looksLikeRequest, parseRequestHead } from "../wire/request_head.ts";
import type { Agent } from "./agent.ts";
import { type Body, framedBody, readThrough } from "./body.ts";

const CONTINUE = latin1Bytes("HTTP/1.1 100 Continue\r\n\r\n");

export interface Http1Request {
  readonly head: RequestHead;
  readonly body: Body;
  /** Whether the agent may still be waiting for a `100 Continue` before it sends the body. */
  readonly awaitsContinue: () => boolean;
}

/**
 * The next request of a connection; null at its orderly end. The body's bytes are asked for (`100
 * Continue`) only when they are read, and `whole` is called when all of them were.
 *
 * @throws ProtocolError of the agent
 */
export async function readHttp1Request(
  agent: Agent,
  whole: () => void,
): Promise<Http1Request | null> {
  const { stream, reader, watch } = agent;
  watch.set(limits.agentIdleMs, "idle");
  const bytes = await reader.head("agent", limits.headBytes, () => {
    agent.idle = false;
    watch.set(limits.agentHeadMs, "the head did not come in time");
  }, (held) => {
    // Said at once, because what is not HTTP may never send an empty line.
    if (!looksLikeRequest(held)) throw notHttp(latin1Text(held.subarray(0, 64)));
  });
  watch.clear();
  if (bytes === null) return null;

  const head = parseRequestHead(bytes);
  const expect = fieldValue(head.fields, "expect")?.toLowerCase();
  if (expect !== undefined && expect !== "100-continue") {
    throw new ProtocolError("agent", 417, "the only expectation that is met is 100-continue");
  }
  let waits = expect !== undefined && head.version === "1.1";
  const framed = framedBody(reader, requestFraming(head), "agent", async () => {
    // An agent that sends already does not wait (RFC 9110 section 10.1.1).
    if (waits && reader.held.length === 0) await stream.write(CONTINUE);
    waits = false;
  });
  return {
    head,
    body: framed.done ? framed : paced(framed, agent, whole),
    awaitsContinue: () => waits && !framed.done && reader.held.length === 0,
  };
}

/** A body whose sender has to keep sending. */
function paced(body: Body, { watch }: Agent, whole: () => void): Body {
  return readThrough(body, async () => {
    watch.set(limits.agentStallMs, "the body did not come in time");
    const slice = await body.read().catch((error) => {
      // Reset by the agent, or closed by the clock: its doing either way, and no bug of ours.
      throw error instanceof ProtocolError
        ? error
        : new ProtocolError("agent", 400, "the body was cut short");
    });
    watch.clear();
    if (slice === null) whole();
    return slice;
  });
}
