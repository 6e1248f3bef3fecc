import type { Fields } from "../wire/field.ts";
import { withoutFields } from "../wire/fields.ts";
import { mayCarryCredential } from "./may_carry_credential.ts";
import { droppedNames } from "./credential.ts";
import { checkGitSlash, checkPathRuleSlash } from "./encoded_slash.ts";
import { type GitOperation, gitOperation, isLfsBatch, worseOperation } from "./git.ts";
import type { LfsOperation } from "./lfs_operation.ts";
import { matchesRequest, matchFailures } from "./match.ts";
import { refuseNoMatch } from "./no_match.ts";
import { accept, refuse } from "./outcome.ts";
import type { Outcome, Refusal } from "./refusal.ts";
import type { Route } from "./route.ts";
import type { RouteTable } from "./table.ts";
import type { Target } from "./target.ts";

/** The facts of a request that routes decide on. */
export interface Asked {
  readonly method: string;
  readonly target: Target;
  /** As the agent sent them; what is dropped on the way out is dropped before it is matched. */
  readonly fields: Fields;
  /**
   * What an LFS batch's body says (git.ts: isLfsBatch, lfsOperation). Absent: the body was not read
   * yet, and the head is decided on alone, a batch as the fetch that it is at least. Whoever forwards
   * a batch must have decided with its body.
   */
  readonly lfs?: LfsOperation;
}

export type Decision =
  | { readonly kind: "forward"; readonly route: Route }
  | { readonly kind: "refuse"; readonly refusal: Refusal; readonly route: Route | undefined };

/** What one rule said, in words. `skip`: a rule before it had refused already. */
export interface Step {
  readonly name: string;
  readonly outcome: "pass" | "refuse" | "skip";
  readonly detail: string;
}

/**
 * Decides whether the routes let a request through: git push, git fetch, allowlist, ports, matches,
 * in this order (the contract's order of checks). `note` is told of each rule and costs nothing when
 * absent. Nothing is resolved or dialled for it; the addresses are vetted later (vet_addresses.ts).
 */
export function decide(table: RouteTable, asked: Asked, note?: (step: Step) => void): Decision {
  const route = table.find(asked.target.host);
  const facts: Facts = { ...asked, route, git: operationOf(asked) };
  let refusal: Refusal | undefined;
  for (const rule of RULES) {
    if (refusal !== undefined) {
      note?.({ name: rule.name, outcome: "skip", detail: "a rule before it refused" });
      continue;
    }
    refusal = rule.judge(facts);
    note?.({
      name: rule.name,
      outcome: refusal === undefined ? "pass" : "refuse",
      detail: refusal?.text ?? rule.explain(facts),
    });
  }
  // Without a route the allowlist has refused; asking again lets only a route forward.
  if (refusal !== undefined || route === undefined) {
    return { kind: "refuse", refusal: refusal ?? refuseHost(asked.target.host), route };
  }
  return { kind: "forward", route };
}

/** A request with what several rules ask about it. */
interface Facts extends Asked {
  readonly route: Route | undefined;
  readonly git: Outcome<GitOperation>;
}

interface Rule {
  readonly name: string;
  readonly judge: (facts: Facts) => Refusal | undefined;
  /** Why it passed, in words. */
  readonly explain: (facts: Facts) => string;
}

const RULES: readonly Rule[] = [
  { name: "git push", judge: judgePush, explain: () => "the request is no git push" },
  { name: "git fetch", judge: judgeFetch, explain: explainFetch },
  { name: "allowlist", judge: judgeHost, explain: ({ route }) => `the route for ${route?.host}` },
  { name: "ports", judge: judgePort, explain: explainPort },
  { name: "matches", judge: judgeMatches, explain: explainMatches },
];

/** An LFS batch whose direction cannot be read is a push: that is the one that is never allowed. */
function operationOf({ method, target, lfs }: Asked): Outcome<GitOperation> {
  const slash = checkGitSlash(method, target);
  if (!slash.ok) return slash;
  const operation = gitOperation(method, target.path, target.query);
  if (!operation.ok || !isLfsBatch(method, target.path)) return operation;
  const batch = lfs === undefined || lfs === "fetch" ? "fetch" : "push";
  return accept(worseOperation(operation.value, batch));
}

function judgePush({ git }: Facts): Refusal | undefined {
  if (!git.ok) return git.refusal;
  if (git.value !== "push") return undefined;
  // The contract's wording.
  return refuse(
    403,
    "git-push",
    "git push over HTTPS is not supported; use the bottle.git SSH path (gitleaks-scanned by " +
      "git-gate's pre-receive hook).",
  ).refusal;
}

function judgeFetch({ git, route, target }: Facts): Refusal | undefined {
  if (!git.ok || git.value !== "fetch" || route?.gitFetch === true) return undefined;
  const mend = route === undefined
    ? `a route "- host: ${target.host}" that has "git: { fetch: true }"`
    : `"git: { fetch: true }" on the route for ${route.host}`;
  return refuse(
    403,
    "git-fetch",
    `git clone and fetch from ${target.host} over HTTPS are not allowed; the operator can allow ` +
      `them with ${mend} in routes.yaml`,
  ).refusal;
}

function explainFetch({ git }: Facts): string {
  return git.ok && git.value === "fetch"
    ? "the route has git: { fetch: true }"
    : "the request is no git fetch";
}

function judgeHost({ route, target }: Facts): Refusal | undefined {
  return route === undefined ? refuseHost(target.host) : undefined;
}

function refuseHost(host: string): Refusal {
  return refuse(
    403,
    "host-not-allowed",
    `no route names ${host}; the operator can allow it with "- host: ${host}" under "routes" in ` +
      "routes.yaml",
  ).refusal;
}

function judgePort({ route, target }: Facts): Refusal | undefined {
  const allowed = route === undefined ? accept(undefined) : mayCarryCredential(route, target);
  return allowed.ok ? undefined : allowed.refusal;
}

function explainPort({ target }: Facts): string {
  return `port ${target.port} over ${target.scheme}, as far as can be told without the addresses`;
}

function judgeMatches({ method, target, fields, route }: Facts): Refusal | undefined {
  if (route?.matches === undefined) return undefined;
  const slash = checkPathRuleSlash(route, target);
  if (!slash.ok) return slash.refusal;
  const judged = withoutFields(fields, droppedNames(route));
  if (matchesRequest(route, method, target.path, judged)) return undefined;
  const failures = matchFailures(route, method, target.path, judged);
  return refuseNoMatch(route, method, target.path, failures);
}

function explainMatches({ method, target, fields, route }: Facts): string {
  if (route?.matches === undefined) return "the route means the whole host";
  const judged = withoutFields(fields, droppedNames(route));
  const failures = matchFailures(route, method, target.path, judged);
  const failed = new Set(failures.map(({ entry }) => entry));
  const fitting = route.matches.findIndex((_, entry) => !failed.has(entry));
  return `"matches" entry ${fitting + 1} of the route for ${route.host} fits`;
}
