import type { CredentialValues } from "../config/credential_values.ts";
import { limits } from "../limits.ts";
import { credentialField } from "../policy/credential.ts";
import { judgeRequest } from "../gate/judge_request.ts";
import type { Step } from "../policy/decide.ts";
import { isLfsBatch, lfsOperation } from "../policy/git.ts";
import type { LfsOperation } from "../policy/lfs_operation.ts";
import { parseIp } from "../policy/ip.ts";
import type { Refusal } from "../policy/refusal.ts";
import type { Route } from "../policy/route.ts";
import type { RouteTable } from "../policy/table.ts";
import type { Target } from "../policy/target.ts";
import { type OwnListener, vetAddresses } from "../policy/vet_addresses.ts";
import { isIntrospection } from "../proxy/introspect.ts";
import { protocolRefusal } from "../proxy/refuse.ts";
import { readTarget } from "../proxy/read_target.ts";
import { readOffer } from "../proxy/websocket/offer.ts";
import type { Engine } from "../scan/engine.ts";
import type { InjectionScanner } from "../scan/injection/injection_scanner.ts";
import { runSteps } from "../scan/steps.ts";
import { requestFraming } from "../wire/framing.ts";
import { endToEnd } from "../wire/hop_by_hop.ts";
import { latin1Text } from "../wire/latin1.ts";
import { ProtocolError } from "../wire/protocol_error.ts";
import { parseRequestHead } from "../wire/request_head.ts";
import { explainAnswer, type GivenAnswer } from "./explain_answer.ts";
import type { RawRequest } from "./request_of.ts";

/** What one check said; `later`: it cannot be said without looking the name up. */
export interface ExplainStep extends Pick<Step, "name" | "detail"> {
  readonly outcome: Step["outcome"] | "later";
}

export interface ExplainParts {
  readonly table: RouteTable;
  readonly credentials: CredentialValues;
  /** What scans the request. */
  readonly engine: () => Promise<Engine>;
  /** Whether there is an operator to ask. */
  readonly supervised: boolean;
  /** See `Settings`. */
  readonly heldBodyBytes: number;
  readonly own: readonly OwnListener[];
  /** What the upstream would answer, to be judged as well. */
  readonly answer?: GivenAnswer | undefined;
  /** What reads that answer for signs of injection. */
  readonly signs: () => Promise<InjectionScanner>;
  /** Told of each check, in the order of exchange.ts. */
  readonly note: (step: ExplainStep) => void;
}

export type ExplainVerdict =
  | { readonly kind: "forward" }
  /** The sidecar itself would answer. */
  | { readonly kind: "answer" }
  | { readonly kind: "refuse"; readonly refusal: Refusal }
  /** It would be held until the operator has answered; the refusal is what a no would say. */
  | { readonly kind: "ask"; readonly refusal: Refusal };

/**
 * The way of a request through proxy/exchange.ts by the same functions, up to the point where a name
 * would be looked up.
 */
export async function explainRequest(
  request: RawRequest,
  parts: ExplainParts,
): Promise<ExplainVerdict> {
  try {
    return await walk(request, parts);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return refuse(parts, "http", protocolRefusal(error));
  }
}

async function walk(request: RawRequest, parts: ExplainParts): Promise<ExplainVerdict> {
  const head = parseRequestHead(request.head);
  requestFraming(head);
  const read = readTarget({ head, scope: { at: { kind: "proxy" }, serverName: undefined } });
  if (!read.ok) return refuse(parts, "target", read.refusal);
  const target = read.value;
  pass(parts, "target", `${target.scheme}, host ${target.host}, port ${target.port}`);
  if (isIntrospection(target.host)) {
    pass(parts, "answer", "by the sidecar itself: no route is needed, and nothing is forwarded");
    return { kind: "answer" };
  }

  const { method } = head;
  const fields = endToEnd(head.fields, "agent");
  if (isLfsBatch(method, target.path) && batchDirection(request.body) === "unknown") {
    pass(parts, "lfs batch", UNKNOWN_DIRECTION);
  }
  const { table, note } = parts;
  const held = request.body.length <= parts.heldBodyBytes;
  const facts = { method, target, fields, body: held ? request.body : undefined, trailers: [] };
  const judging = { table, engine: await parts.engine(), supervised: parts.supervised, note };
  const judged = await runSteps(judgeRequest(judging, facts));
  if (judged.kind === "refuse") return judged;
  if (judged.kind === "ask") return { kind: "ask", refusal: judged.refusal };
  if (!held) note({ name: "body", outcome: "later", detail: STREAMED });
  const offer = readOffer(head, { hasBody: request.body.length > 0, ownsConnection: true });
  if (!offer.ok) return refuse(parts, "upgrade", offer.refusal);

  const refusal = await checkCredential(judged.route, parts) ??
    checkAddresses(judged.route, judged.request.target, parts);
  if (refusal !== undefined) return { kind: "refuse", refusal };
  const stopped = await explainAnswer(judged.route, parts);
  return stopped === undefined ? { kind: "forward" } : { kind: "refuse", refusal: stopped };
}

function pass({ note }: ExplainParts, name: string, detail: string): void {
  note({ name, outcome: "pass", detail });
}

function refuse({ note }: ExplainParts, name: string, refusal: Refusal): ExplainVerdict {
  note({ name, outcome: "refuse", detail: refusal.text });
  return { kind: "refuse", refusal };
}

const UNKNOWN_DIRECTION = "the body does not say which way it transfers, so it counts as a push; " +
  "give the body with --body";

const STREAMED = "larger than is held: it would be judged as it streams";

/** As gate/judge_request.ts reads it. */
function batchDirection(body: Uint8Array): LfsOperation {
  return body.length > limits.lfsBatchBytes ? "unknown" : lfsOperation(latin1Text(body));
}

async function checkCredential(
  { credential }: Route,
  parts: ExplainParts,
): Promise<Refusal | undefined> {
  if (credential === undefined) {
    pass(parts, "credential", "the route has none; the agent's own Authorization is dropped");
    return undefined;
  }
  const read = await parts.credentials.value(credential);
  const field = credentialField(credential, "value" in read ? read.value : undefined);
  if (!field.ok) {
    refuse(parts, "credential", field.refusal);
    return field.refusal;
  }
  const { source } = credential;
  const from = source.kind === "env" ? `the variable ${source.name}` : `the file ${source.path}`;
  const [header] = field.value;
  pass(parts, "credential", `injected in ${header} from ${from}, which has a value here`);
  return undefined;
}

function checkAddresses(route: Route, target: Target, parts: ExplainParts): Refusal | undefined {
  const name = "addresses";
  if (parseIp(target.host) === undefined) {
    const wanted = route.allowPrivateAddresses
      ? "private ones are allowed, the sidecar's own listeners never"
      : "a single one that is not public would refuse it";
    const detail = `would resolve ${target.host} and vet its addresses: ${wanted}`;
    parts.note({ name, outcome: "later", detail });
    return undefined;
  }
  const vetted = vetAddresses(route, target, [target.host], parts.own);
  if (vetted.ok) {
    pass(parts, name, `${target.host} may be dialled`);
    return undefined;
  }
  refuse(parts, name, vetted.refusal);
  return vetted.refusal;
}
