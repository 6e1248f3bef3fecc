import assert from "node:assert/strict";
import type { Outcome, Reason, Refusal } from "../../lib/policy/refusal.ts";
import type { CredentialForm, CredentialRule, Match, Route } from "../../lib/policy/route.ts";
import type { Target } from "../../lib/policy/target.ts";
import { testRoute } from "./route.ts";

/** A route that allows its whole host, with the parts that a test is about. */
export function route(parts: Partial<Route> & { readonly host: string }): Route {
  return testRoute(parts);
}

/** An entry of `matches` that asks for nothing but what is given. */
export function match(parts: Partial<Match>): Match {
  return { paths: [], methods: [], headers: [], ...parts };
}

/** A credential from the variable `EGRESS_TOKEN_0`. */
export function credential(
  form: CredentialForm = { kind: "scheme", scheme: "Bearer" },
): CredentialRule {
  return { source: { kind: "env", name: "EGRESS_TOKEN_0" }, form };
}

/** `https://example.com/` with the parts that a test is about. */
export function target(parts: Partial<Target> = {}): Target {
  return {
    scheme: "https",
    host: "example.com",
    port: 443,
    path: "/",
    query: undefined,
    ...parts,
  };
}

/** The value of an outcome that must have one. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) assert.fail(`refused: ${outcome.refusal.text}`);
  return outcome.value;
}

/** The refusal of an outcome, which must be this one and be written as the contract asks. */
export function assertRefused(
  outcome: Outcome<unknown>,
  status: number,
  reason: Reason,
  about?: string,
): Refusal {
  if (outcome.ok) assert.fail(`not refused: ${about ?? JSON.stringify(outcome.value)}`);
  const { refusal } = outcome;
  assert.deepEqual([refusal.status, refusal.reason], [status, reason], about ?? refusal.text);
  assert.match(refusal.text, /^egress: [\x20-\x7e]+$/);
  return refusal;
}
