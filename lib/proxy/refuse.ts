import type { Refusal } from "../policy/refusal.ts";
import { ProtocolError } from "../wire/protocol_error.ts";
import type { Asked } from "./asked.ts";
import { Blocked } from "./blocked.ts";
import { FlightEnded } from "./flights.ts";
import { protocolOf } from "./observed.ts";
import type { Parts } from "./parts.ts";
import { sayRefusal } from "./say_refusal.ts";
import { shownPath } from "./shown_path.ts";
import { UpstreamError } from "./upstream/upstream_error.ts";

/** Says to the agent why not, and to the log. @throws if the agent has left */
export async function refuse(
  parts: Parts,
  asked: Pick<Asked, "agent" | "head" | "reply" | "target" | "trace">,
  refusal: Refusal,
): Promise<void> {
  logBlock(parts, asked, refusal);
  // What is refused before its exchange has begun is seen here alone.
  const early = asked.trace ? undefined : parts.observer?.begin(beginning(asked));
  (asked.trace ?? early)?.refused(refusal);
  early?.end();
  await sayRefusal(asked.reply, refusal, asked.head.method);
}

function beginning(asked: Pick<Asked, "agent" | "head">): { method: string; protocol: string } {
  return { method: asked.head.method, protocol: protocolOf(asked) };
}

/**
 * What is left of a request whose way failed: a refusal if nothing was said yet, else a cut that the
 * agent's tool reports as an error. Never rejects.
 */
export async function refuseFailure(parts: Parts, asked: Asked, error: unknown): Promise<void> {
  const { reply } = asked;
  const { aborted, reason } = asked.abort.signal;
  // An agent that has left is told nothing, and its leaving is no event.
  if (aborted && !isVerdict(reason)) return cutLeft(asked);
  const cause = aborted ? reason : error;
  const refusal = refusalOf(cause);
  // A write that failed behind the head is the agent's leaving, noticed late.
  if (refusal === INTERNAL && reply.started) return cutLeft(asked);
  logFailure(parts, asked, cause, refusal);
  if (reply.started) return reply.cut();
  try {
    await sayRefusal(reply, refusal, asked.head.method);
  } catch {
    reply.cut();
  }
}

function cutLeft({ reply, trace }: Asked): void {
  trace?.left();
  reply.cut();
}

/** The event of what went wrong where nothing can be said to the agent in HTTP any more. */
export function noteFailure(parts: Parts, asked: Asked, error: unknown): void {
  logFailure(parts, asked, error, refusalOf(error));
}

function logFailure(parts: Parts, asked: Asked, error: unknown, refusal: Refusal): void {
  const { text } = refusal;
  const stage = error instanceof UpstreamError
    ? error.stage
    : isUpstreamFault(error)
    ? "read"
    : undefined;
  asked.trace?.refused(refusal, { behindHead: asked.reply.started, ...(stage && { stage }) });
  if (stage !== undefined) {
    parts.log({ event: "egress_upstream_error", stage, reason: text, ...about(asked) });
  } else if (error instanceof ProtocolError || isVerdict(error)) {
    const responseStatus = error instanceof Blocked ? error.responseStatus : undefined;
    logBlock(parts, asked, refusal, responseStatus);
  } else {
    parts.log({ event: "internal_error", reason: internalWords(error), ...about(asked) });
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof UpstreamError || isVerdict(error)) return error.refusal;
  return error instanceof ProtocolError ? protocolRefusal(error) : INTERNAL;
}

function isVerdict(error: unknown): error is FlightEnded | Blocked {
  return error instanceof FlightEnded || error instanceof Blocked;
}

function logBlock(
  parts: Parts,
  asked: Pick<Asked, "head" | "target">,
  { text, context, hidden }: Refusal,
  responseStatus?: number,
): void {
  parts.log({
    event: "egress_block",
    reason: text,
    ...about(asked, hidden),
    ...(context !== undefined && { context }),
    ...(responseStatus !== undefined && { response_status: responseStatus }),
  });
}

const INTERNAL: Refusal = {
  status: 500,
  reason: "internal-error",
  text:
    "egress: internal error; nothing was forwarded. The sidecar's log has an internal_error event",
};

function isUpstreamFault(error: unknown): boolean {
  return error instanceof ProtocolError && error.fault === "upstream";
}

/** A message that breaks HTTP, in the words of the reader. */
export function protocolRefusal(error: ProtocolError): Refusal {
  const reason = isUpstreamFault(error)
    ? "upstream-protocol"
    : error.status === 413
    ? "body-too-large"
    : error.status === 431 || error.status === 414
    ? "head-too-large"
    : error.status === 405
    ? "method-not-allowed"
    : "bad-request";
  return { status: error.status, reason, text: `egress: ${error.message}` };
}

function about(
  { head, target }: Pick<Asked, "head" | "target">,
  hidden?: Refusal["hidden"],
): { host: string; method: string; path: string } {
  return { host: target?.host ?? "", method: head.method, path: shownPath(target, hidden) };
}

/** The class and place of a surprise, not its text, which may quote what was being read. */
function internalWords(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const place = error.stack?.split("\n").find((line) => line.trim().startsWith("at "))?.trim() ??
    "";
  return `${error.name} ${place}`;
}
