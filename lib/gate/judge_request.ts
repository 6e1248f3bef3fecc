/**
 * The verdict on a request, in the contract's order: the route by the host, the outbound scan, git push,
 * git fetch, allowlist, matches. What is forwarded is what the last scan has seen, and nothing else.
 */
import { limits } from "../limits.ts";
import { decide, type Step } from "../policy/decide.ts";
import { isLfsBatch, lfsOperation } from "../policy/git.ts";
import type { LfsOperation } from "../policy/lfs_operation.ts";
import type { Refusal } from "../policy/refusal.ts";
import type { Route } from "../policy/route.ts";
import type { RouteTable } from "../policy/table.ts";
import type { Engine } from "../scan/engine.ts";
import type { Finding } from "../scan/finding.ts";
import { redactRequestSteps } from "../scan/redact/redact_request.ts";
import type { Secret } from "../secret.ts";
import type { Steps } from "../scan/steps.ts";
import { latin1Text } from "../wire/latin1.ts";
import { dlpRefusal, unreadableRefusal } from "./dlp_refusal.ts";
import { aboutBody, type RequestFacts, scanRequest } from "./scan_request.ts";

/** What passes and is still worth an event. */
export interface Warning {
  readonly reason: string;
  readonly context?: string;
}

export type RequestVerdict =
  | {
    readonly kind: "forward";
    readonly route: Route;
    /** As it was judged: redacted where the route says so. */
    readonly request: RequestFacts;
    readonly warnings: readonly Warning[];
  }
  | {
    readonly kind: "refuse";
    readonly refusal: Refusal;
    readonly warnings: readonly Warning[];
  }
  | {
    /** Only the operator can say: everything but this finding allows the request. */
    readonly kind: "ask";
    readonly finding: Finding & { readonly value: Secret };
    /** What is said if nobody allows it. */
    readonly refusal: Refusal;
    readonly warnings: readonly Warning[];
  };

export interface Judging {
  readonly table: RouteTable;
  readonly engine: Engine;
  /** Whether there is an operator to ask. */
  readonly supervised?: boolean;
  /** Values that the operator has approved for this host. */
  readonly approved?: (value: string) => boolean;
  /** Told of what each scan has found, before anything is made of it. */
  readonly found?: ((findings: readonly Finding[]) => void) | undefined;
  /** Told of each rule that was asked. */
  readonly note?: ((step: Step) => void) | undefined;
}

/** Judges a request. Without a route nothing is scanned: what goes nowhere need not be read. */
export function* judgeRequest(judging: Judging, facts: RequestFacts): Steps<RequestVerdict> {
  const route = judging.table.find(facts.target.host);
  if (route === undefined) return decided(judging, facts, []);
  const scanned = yield* scanUntilClean(judging, route, facts);
  const { kind, warnings } = scanned;
  judging.note?.({
    name: "scan",
    outcome: kind === "clean" ? "pass" : "refuse",
    detail: kind === "clean" ? cleanWords(route, facts, scanned.request) : scanned.refusal.text,
  });
  switch (kind) {
    case "refuse":
      return scanned;
    case "ask":
      // Nobody is asked about what would be refused all the same.
      return decided({ ...judging, note: undefined }, facts, warnings).kind === "forward"
        ? scanned
        : { kind: "refuse", refusal: scanned.refusal, warnings };
    case "clean":
      return decided(judging, scanned.request, warnings);
  }
}

/** Each redaction is followed by a scan, so that a second secret is still found. */
function* scanUntilClean(
  { engine, approved, supervised, found }: Judging,
  route: Route,
  facts: RequestFacts,
): Steps<
  | Extract<RequestVerdict, { kind: "refuse" | "ask" }>
  | { kind: "clean"; request: RequestFacts; warnings: readonly Warning[] }
> {
  let request = facts;
  for (let round = 0;; round++) {
    const { findings, refused, notes } = yield* scanRequest(engine, route, request, approved);
    found?.(findings);
    const warnings = warningsOf(findings, notes);
    const blocking = findings.filter(({ severity }) => severity === "block");
    const [first] = blocking;
    if (first === undefined) {
      if (refused === undefined) return { kind: "clean", request, warnings };
      return { kind: "refuse", refusal: unreadableRefusal(refused), warnings };
    }
    if (route.outboundOnMatch === "supervise" && supervised && refused === undefined) {
      const finding = firstToAsk(blocking);
      if (finding) return { kind: "ask", finding, refusal: dlpRefusal(finding), warnings };
    }
    // `supervise` without an operator to ask is `block`.
    if (route.outboundOnMatch !== "redact") {
      return { kind: "refuse", refusal: dlpRefusal(first), warnings };
    }
    const redacted = round < limits.redactRounds
      ? yield* redact(request, blocking)
      : { kind: "refuse" as const, why: "values remain after several redactions" };
    if (redacted.kind === "refuse") {
      const refusal = dlpRefusal(first, `it cannot be redacted: ${redacted.why}`);
      return { kind: "refuse", refusal, warnings };
    }
    request = redacted.request;
  }
}

/** One after the other; but a finding without a value is refused whatever is said of the others. */
function firstToAsk(
  blocking: readonly Finding[],
): (Finding & { readonly value: Secret }) | undefined {
  const [first] = blocking.filter(hasValue);
  return blocking.every(hasValue) ? first : undefined;
}

function hasValue(finding: Finding): finding is Finding & { readonly value: Secret } {
  return finding.value !== undefined;
}

function* redact(
  request: RequestFacts,
  findings: readonly Finding[],
): Steps<{ kind: "redacted"; request: RequestFacts } | { kind: "refuse"; why: string }> {
  const { target, fields, body } = request;
  const { path, query = "" } = target;
  const result = yield* redactRequestSteps(
    { path, query, fields, ...(body && { body }), ...aboutBody(fields) },
    findings,
  );
  if (result.kind === "refuse") return result;
  const written = target.query === undefined ? undefined : result.query;
  return {
    kind: "redacted",
    request: {
      ...request,
      target: { ...target, path: result.path, query: written },
      fields: result.fields,
      body: result.body,
    },
  };
}

function decided(
  { table, note }: Judging,
  request: RequestFacts,
  warnings: readonly Warning[],
): RequestVerdict {
  const { method, target, fields } = request;
  const lfs = isLfsBatch(method, target.path) ? batchOperation(request.body) : undefined;
  const decision = decide(table, { method, target, fields, ...(lfs && { lfs }) }, note);
  return decision.kind === "refuse"
    ? { kind: "refuse", refusal: decision.refusal, warnings }
    : { kind: "forward", route: decision.route, request, warnings };
}

/** LFS says only in its body whether it uploads; a body that is not there to be read counts as an upload. */
function batchOperation(body: Uint8Array | undefined): LfsOperation {
  const readable = body !== undefined && body.length <= limits.lfsBatchBytes;
  return readable ? lfsOperation(latin1Text(body)) : "unknown";
}

/** What passes of a scan and is still worth an event: findings that do not block, and what could not be read. */
export function warningsOf(findings: readonly Finding[], notes: readonly string[]): Warning[] {
  return [
    ...findings.filter(({ severity }) => severity === "warn").map(warningOf),
    ...notes.map((reason) => ({ reason })),
  ];
}

/** The warning of a finding that does not block. */
export function warningOf({ reason, context }: Finding): Warning {
  return { reason: `egress DLP: ${reason}`, ...(context !== "" && { context }) };
}

function cleanWords(route: Route, before: RequestFacts, after: RequestFacts): string {
  if (after !== before) return "what was found is redacted, and the rest holds nothing";
  return route.outboundDetectors.length === 0
    ? "the route switches the detectors off; the head holds no line breaks"
    : `nothing found by ${route.outboundDetectors.join(", ")}`;
}
