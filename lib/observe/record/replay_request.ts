import { decide, type Step } from "../../policy/decide.ts";
import { isLfsBatch } from "../../policy/git.ts";
import type { LfsOperation } from "../../policy/lfs_operation.ts";
import { matchFailures } from "../../policy/match.ts";
import type { Reason } from "../../policy/refusal.ts";
import type { RouteTable } from "../../policy/table.ts";
import type { Fields } from "../../wire/field.ts";
import type { RecordedRequest } from "./read_recorded.ts";

/** What routes say of a request: `reason` only where they refuse. */
export interface RoutesVerdict {
  readonly kind: "forward" | "refuse";
  readonly reason: Reason | null;
}

export type Replayed =
  /** The same, or refused as before for whatever reason. */
  | { readonly kind: "same" }
  | {
    readonly kind: "changed";
    readonly from: RoutesVerdict;
    readonly to: RoutesVerdict;
    /** The rule that says so: git push, git fetch, allowlist, ports or matches. */
    readonly rule: string;
    /** Its words. */
    readonly detail: string;
  }
  /** The record does not hold what decides. */
  | { readonly kind: "untold"; readonly why: string };

/**
 * What these routes would say of a request of the past. Only the routes are asked: what detectors,
 * credentials and addresses said then cannot be asked again, and where that decides, it is untold.
 */
export function replayRequest(table: RouteTable, request: RecordedRequest): Replayed {
  const from = verdictThen(request);
  if (from === undefined) return { kind: "untold", why: "it ended before it was judged" };
  const to = verdictNow(table, request);
  if (to.kind === "untold") return to;
  if (to.verdict.kind === from.kind) return { kind: "same" };
  if (from.kind === "refuse" && !OF_ROUTES.has(from.reason)) {
    return { kind: "untold", why: `it was refused (${from.reason}), and not by the routes` };
  }
  return { kind: "changed", from, to: to.verdict, rule: to.rule, detail: to.detail };
}

/** The codes of refusals that routes alone decide. */
const OF_ROUTES: ReadonlySet<Reason | null> = new Set<Reason>([
  "ambiguous-target",
  "git-fetch",
  "git-push",
  "host-not-allowed",
  "no-match",
  "port-not-allowed",
]);

/** Codes of what was allowed by the routes, and refused by its addresses all the same. */
const OF_ADDRESSES: ReadonlySet<Reason | null> = new Set<Reason>([
  "credential-missing",
  "plaintext-credential",
  "private-address",
  "self-target",
]);

function verdictThen({ allowed, reason }: RecordedRequest): RoutesVerdict | undefined {
  if (allowed && !OF_ADDRESSES.has(reason)) return { kind: "forward", reason: null };
  return reason === null ? undefined : { kind: "refuse", reason };
}

type Now =
  | {
    readonly kind: "told";
    readonly verdict: RoutesVerdict;
    readonly rule: string;
    readonly detail: string;
  }
  | { readonly kind: "untold"; readonly why: string };

function verdictNow(table: RouteTable, request: RecordedRequest): Now {
  const { method, scheme, host, port, path, whole } = request;
  const target = { scheme, host, port, path, query: request.query ?? undefined };
  const route = table.find(host);
  // Without a route nothing else of a request matters, and what was redacted of a host is in no route.
  if (!whole && route !== undefined) {
    return { kind: "untold", why: "something of it was redacted or cut" };
  }
  const fields: Fields = Object.entries(request.values).flatMap(([name, all]) =>
    all.map((value) => [name, value] as const)
  );
  const lfs = batchThen(request);
  if (lfs === "unknown" && route !== undefined) {
    return { kind: "untold", why: "only its body said which way LFS would transfer" };
  }
  const steps: Step[] = [];
  const asked = { method, target, fields, ...(lfs && { lfs }) };
  const decision = decide(table, asked, (step) => void steps.push(step));
  if (decision.kind === "forward") {
    const { detail = "" } = steps.at(-1) ?? {};
    return { kind: "told", verdict: { kind: "forward", reason: null }, rule: "matches", detail };
  }
  const { reason } = decision.refusal;
  if (reason === "no-match" && route !== undefined) {
    const missing = matchFailures(route, method, path, fields).some((failure) =>
      failure.part === "header" && request.headers.includes(failure.name) &&
      !Object.hasOwn(request.values, failure.name)
    );
    if (missing) return { kind: "untold", why: "a header that these routes ask for was not kept" };
  }
  const { name = "", detail = "" } = steps.find(({ outcome }) => outcome === "refuse") ?? {};
  return { kind: "told", verdict: { kind: "refuse", reason }, rule: name, detail };
}

/** Undefined: it was no batch. What was let through then was read as a fetch. */
function batchThen({ method, path, allowed, reason }: RecordedRequest): LfsOperation | undefined {
  if (!isLfsBatch(method, path)) return undefined;
  return allowed || reason === "git-fetch" ? "fetch" : "unknown";
}
