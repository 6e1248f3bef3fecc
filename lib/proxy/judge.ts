import { judgeRequest, type RequestVerdict } from "../gate/judge_request.ts";
import { outboundOf } from "../gate/outbound.ts";
import { aboutBody, type RequestFacts } from "../gate/scan_request.ts";
import { limits } from "../limits.ts";
import { decide } from "../policy/decide.ts";
import type { Outcome, Refusal } from "../policy/refusal.ts";
import type { Route } from "../policy/route.ts";
import type { Target } from "../policy/target.ts";
import { isPacked } from "../scan/body/is_packed.ts";
import type { Finding } from "../scan/finding.ts";
import { runSteps } from "../scan/steps.ts";
import type { Fields } from "../wire/field.ts";
import { approvedFor, askOperator } from "./ask_operator.ts";
import type { Asked } from "./asked.ts";
import { type Body, heldBody } from "./body.ts";
import type { Share } from "./held_bodies.ts";
import { holdBody } from "./hold_body.ts";
import type { Parts } from "./parts.ts";
import { streamedBody, tooLarge, trailedBody } from "./streamed_body.ts";
import { warn } from "./warn.ts";

/** What a request was allowed as: exactly this is sent. */
export interface Judged {
  readonly route: Route;
  readonly target: Target;
  readonly fields: Fields;
  /** Nothing comes out of it that was not judged. */
  readonly body: Body;
  /** The whole body, where it is in memory and no trailers follow it. */
  readonly held: Uint8Array | undefined;
}

/**
 * Reads of a request what its route's detectors look at, and asks the gate. A body of up to
 * `EGRESS_HELD_BODY_BYTES` is held and judged whole; of a larger one the head is judged first, and then
 * the body as it streams, its first window here and now.
 *
 * @param share what the held body counts against
 * @throws Blocked of a finding in that first window, ProtocolError of a broken body
 */
export async function judge(
  parts: Parts,
  asked: Asked,
  target: Target,
  fields: Fields,
  share: Share,
): Promise<Outcome<Judged>> {
  const { method } = asked.head;
  const route = parts.live.current.table.find(target.host);
  const held = route === undefined
    ? { kind: "larger" as const, body: asked.body }
    : await holdBody(asked.body, mostHeld(parts, route), share);
  if (held.kind === "no-room") return { ok: false, refusal: NO_ROOM };

  const facts: RequestFacts = held.kind === "whole"
    ? { method, target, fields, body: held.bytes, trailers: held.trailers }
    : { method, target, fields, body: undefined, trailers: [] };
  const isLarge = mayTakeRoom(facts);
  const judged = () => judgeByNow(parts, facts, asked.trace);
  const turned = () => isLarge ? parts.largeScans(judged) : judged();
  let verdict = await turned();
  // Each approval is followed by a new verdict, so that a second secret is still found.
  while (verdict.kind === "ask") {
    const refusal = parts.operator
      ? await askOperator(parts, parts.operator, asked, facts, verdict)
      : verdict.refusal;
    if (refusal) return { ok: false, refusal };
    verdict = await turned();
  }
  for (const warning of verdict.warnings) warn(parts, asked, warning);
  if (verdict.kind === "refuse") return { ok: false, refusal: verdict.refusal };

  const { request } = verdict;
  const sent = { route: verdict.route, target: request.target, fields: request.fields };
  if (held.kind === "whole") {
    const bytes = request.body ?? held.bytes;
    const body = heldBody(bytes, request.trailers);
    return {
      ok: true,
      value: { ...sent, body, held: request.trailers.length > 0 ? undefined : bytes },
    };
  }
  const body = await judgeFirstWindow(parts, asked, verdict.route, held.body, share);
  return body.ok ? { ok: true, value: { ...sent, body: body.value, held: undefined } } : body;
}

/** Whether much memory may go into the reading: the body is large, or what is packed in it may be. */
function mayTakeRoom({ body, fields }: RequestFacts): boolean {
  if (body === undefined) return false;
  return body.length > limits.largeScanBytes || isPacked(body, aboutBody(fields));
}

/** What nobody reads is held all the same while it is small: see `limits.smallBodyBytes`. */
function mostHeld({ heldBodyBytes }: Parts, route: Route): number {
  return outboundOf(route).body.size > 0 ? heldBodyBytes : limits.smallBodyBytes;
}

/** The gate's verdict by the table in force at its end: one that was replaced meanwhile is not the last word. */
async function judgeByNow(
  parts: Parts,
  facts: RequestFacts,
  trace: Asked["trace"],
): Promise<RequestVerdict> {
  const approved = approvedFor(parts.operator, facts.target.host);
  const supervised = parts.operator !== undefined;
  const turn = parts.turns.begin();
  while (true) {
    const { table } = parts.live.current;
    // Where nothing is scanned, nothing waits for the detectors to be built.
    if (table.find(facts.target.host) === undefined) {
      const decision = decide(table, facts);
      if (decision.kind === "refuse") return { ...decision, warnings: [] };
    }
    const engine = await parts.engines.current();
    const found = (findings: readonly Finding[]) => trace?.found(findings);
    const judging = { table, engine, approved, supervised, found };
    const since = trace?.now() ?? 0;
    const verdict = await runSteps(judgeRequest(judging, facts), turn);
    trace?.scanned(facts.body?.length ?? 0, since);
    if (parts.live.current.table === table) return verdict;
  }
}

async function judgeFirstWindow(
  parts: Parts,
  asked: Asked,
  route: Route,
  rest: Body,
  share: Share,
): Promise<Outcome<Body>> {
  if (outboundOf(route).body.size === 0) {
    return { ok: true, value: trailedBody(parts, route, rest) };
  }
  if (route.outboundOnMatch === "redact") {
    return { ok: false, refusal: tooLarge(parts, "what is redacted can only be judged whole") };
  }
  const body = await streamedBody(parts, asked, route, rest);
  share.atEnd(body.close);
  await body.firstWindow();
  return { ok: true, value: body };
}

const NO_ROOM: Refusal = {
  status: 503,
  reason: "too-many-bodies",
  text:
    `egress: the bodies of other requests take up the ${limits.heldBodiesBytes} bytes that are ` +
    "held at a time; ask again when they are through",
};
