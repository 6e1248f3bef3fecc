import assert from "node:assert/strict";
import { type Asked, decide, type Step } from "../../lib/policy/decide.ts";
import type { Refusal } from "../../lib/policy/refusal.ts";
import type { Route } from "../../lib/policy/route.ts";
import { createTable } from "../../lib/policy/table.ts";
import { credential, match, route, target } from "../support/policy_values.ts";

function ask(parts: Partial<Asked> & { readonly path?: string; readonly query?: string }): Asked {
  const { path = "/", query, ...rest } = parts;
  return { method: "GET", target: target({ path, query }), fields: [], ...rest };
}

/** The code of the refusal, or "forward". */
function verdict(routes: readonly Route[], asked: Asked): string {
  const decision = decide(createTable(routes), asked);
  return decision.kind === "forward" ? decision.kind : decision.refusal.reason;
}

function refusalOf(routes: readonly Route[], asked: Asked): Refusal {
  const decision = decide(createTable(routes), asked);
  if (decision.kind !== "refuse") assert.fail("not refused");
  assert.match(decision.refusal.text, /^egress: /);
  return decision.refusal;
}

const open = route({ host: "example.com" });
const fetching = route({ host: "example.com", gitFetch: true });
const push = { method: "POST", path: "/r.git/git-receive-pack" };
const clone = { path: "/r.git/info/refs", query: "service=git-upload-pack" };

Deno.test("decide() forwards by the route of the target's host", () => {
  const decision = decide(createTable([route({ host: "other.example" }), open]), ask({}));
  assert.deepEqual(decision, { kind: "forward", route: open });
});

Deno.test("decide() refuses a host without a route and says how to allow it", () => {
  const refusal = refusalOf([route({ host: "other.example" })], ask({}));
  assert.deepEqual([refusal.status, refusal.reason], [403, "host-not-allowed"]);
  assert.match(refusal.text, /"- host: example\.com"/);
});

Deno.test("decide() refuses git push to any host, in the contract's words", () => {
  for (const routes of [[], [open], [fetching]]) {
    const refusal = refusalOf(routes, ask(push));
    assert.deepEqual([refusal.status, refusal.reason], [403, "git-push"]);
    assert.equal(
      refusal.text,
      "egress: git push over HTTPS is not supported; use the bottle.git SSH path " +
        "(gitleaks-scanned by git-gate's pre-receive hook).",
    );
  }
});

Deno.test("decide() refuses git fetch unless the route allows it", () => {
  for (const routes of [[], [open]]) {
    const refusal = refusalOf(routes, ask(clone));
    assert.deepEqual([refusal.status, refusal.reason], [403, "git-fetch"]);
    assert.match(refusal.text, /example\.com.*git: \{ fetch: true \}/);
  }
  assert.equal(verdict([fetching], ask(clone)), "forward");
});

Deno.test("decide() judges an LFS batch by what its body says", () => {
  const batch = { method: "POST", path: "/r.git/info/lfs/objects/batch" };
  for (const lfs of ["push", "unknown"] as const) {
    assert.equal(verdict([fetching], ask({ ...batch, lfs })), "git-push", lfs);
  }
  assert.equal(verdict([fetching], ask({ ...batch, lfs: "fetch" })), "forward");
  assert.equal(verdict([open], ask({ ...batch, lfs: "fetch" })), "git-fetch");
  // The head alone: a batch is a fetch at least.
  assert.equal(verdict([open], ask(batch)), "git-fetch");
  assert.equal(verdict([fetching], ask(batch)), "forward");
  // A body says nothing about a request that is no batch, nor can it make less of a push.
  assert.equal(verdict([open], ask({ lfs: "push" })), "forward");
  assert.equal(verdict([fetching], ask({ ...push, lfs: "fetch" })), "git-push");
  const both = { ...batch, query: "service=git-receive-pack", lfs: "fetch" } as const;
  assert.equal(verdict([fetching], ask(both)), "git-push");
});

Deno.test("decide() refuses an encoded slash only where the reading matters", () => {
  const paths = [{ type: "prefix", value: "/" }] as const;
  const ruled = route({ host: "example.com", matches: [match({ paths })] });
  assert.equal(verdict([open], ask({ path: "/@types%2fnode" })), "forward");
  assert.equal(verdict([ruled], ask({ path: "/@types%2fnode" })), "ambiguous-target");
  assert.equal(verdict([ruled], ask({ path: "/@types/node" })), "forward");
  for (const routes of [[], [open], [fetching], [ruled]]) {
    const refusal = refusalOf(routes, ask({ method: "POST", path: "/r%2fgit-receive-pack" }));
    assert.deepEqual([refusal.status, refusal.reason], [400, "ambiguous-target"]);
  }
  assert.equal(verdict([], ask({ path: "/@types%2fnode" })), "host-not-allowed");
});

Deno.test("decide() refuses ports that are wrong before anything is resolved", () => {
  const keyed = route({ host: "example.com", credential: credential() });
  const at = (port: number, scheme: "http" | "https" = "https") =>
    ask({ target: target({ port, scheme }) });
  assert.equal(verdict([keyed], at(443)), "forward");
  assert.equal(verdict([keyed], at(8443)), "port-not-allowed");
  assert.equal(verdict([keyed], at(80, "http")), "plaintext-credential");
  assert.equal(verdict([open], at(8443)), "forward");
});

Deno.test("decide() drops Authorization and the credential's header before it matches", () => {
  const headers = ["authorization", "x-api-key", "x-other"].map((name) =>
    ({ type: "exact", name, value: "1" }) as const
  );
  const [authorization, key, other] = headers.map((rule) => [match({ headers: [rule] })]);
  const fields = [["Authorization", "1"], ["X-Api-Key", "1"], ["X-Other", "1"]] as const;
  const keyed = {
    host: "example.com",
    credential: credential({ kind: "header", name: "X-Api-Key" }),
  };
  assert.equal(
    verdict([route({ host: "example.com", matches: authorization })], ask({ fields })),
    "no-match",
  );
  assert.equal(verdict([route({ host: "example.com", matches: key })], ask({ fields })), "forward");
  assert.equal(verdict([route({ ...keyed, matches: key })], ask({ fields })), "no-match");
  assert.equal(verdict([route({ ...keyed, matches: other })], ask({ fields })), "forward");
});

Deno.test("decide() keeps the order push, fetch, allowlist, ports, matches", () => {
  const strict = route({ host: "example.com", ports: [1], matches: [] });
  const cloneAt = (path: string) => ask({ target: target({ path, query: clone.query }) });
  assert.equal(verdict([strict], ask(push)), "git-push");
  assert.equal(verdict([strict], cloneAt(clone.path)), "git-fetch");
  assert.equal(verdict([strict], ask({})), "port-not-allowed");
  assert.equal(verdict([{ ...strict, ports: [443] }], ask({})), "no-match");
  assert.equal(verdict([], ask({})), "host-not-allowed");
});

Deno.test("decide() gives the route of a refusal, for what must know it", () => {
  const decision = decide(createTable([open]), ask(push));
  assert.equal(decision.route, open);
  assert.equal(decide(createTable([]), ask({})).route, undefined);
});

Deno.test("decide() never repeats a query or a header's value", () => {
  const matches = [match({ headers: [{ type: "exact", name: "x-a", value: "rulevalue1" }] })];
  const asked = ask({ query: "q=queryvalue1", fields: [["X-A", "fieldvalue1"]] });
  const { text } = refusalOf([route({ host: "example.com", matches })], asked);
  assert.match(text, /x-a/);
  assert.doesNotMatch(text, /queryvalue1|fieldvalue1|rulevalue1/);
});

Deno.test("decide() tells note of each rule, and skips those behind a refusal", () => {
  const told = (routes: readonly Route[], asked: Asked) => {
    const steps: Step[] = [];
    const noted = decide(createTable(routes), asked, (step) => steps.push(step));
    assert.deepEqual(noted, decide(createTable(routes), asked));
    assert.deepEqual(
      steps.map(({ name }) => name),
      ["git push", "git fetch", "allowlist", "ports", "matches"],
    );
    assert.ok(steps.every(({ detail }) => detail.length > 5));
    return steps;
  };
  const outcomes = (steps: readonly Step[]) => steps.map(({ outcome }) => outcome).join(" ");
  assert.equal(outcomes(told([open], ask({}))), "pass pass pass pass pass");
  assert.equal(outcomes(told([open], ask(push))), "refuse skip skip skip skip");
  assert.equal(outcomes(told([], ask({}))), "pass pass refuse skip skip");
  const steps = told([fetching], ask(clone));
  assert.match(steps[1]?.detail ?? "", /git: \{ fetch: true \}/);
  const ruled = route({ host: "example.com", matches: [match({ methods: ["PUT"] }), match({})] });
  assert.match(told([ruled], ask({}))[4]?.detail ?? "", /entry 2/);
});
