import assert from "node:assert/strict";
import { explainTrace } from "../../lib/observe/explain_trace.ts";
import type { Trace } from "../../lib/observe/trace.ts";
import {
  finding,
  forwarded,
  NO_MATCH,
  refused,
  SECRET,
  target,
  testObserver,
} from "../support/observed_requests.ts";
import { match } from "../support/policy_values.ts";
import { testRoute } from "../support/route.ts";

function explained(trace: Trace): string[] {
  return explainTrace(trace, (text) => text.replaceAll("hunter2", "********"))
    .map(({ name, outcome }) => `${name}: ${outcome}`);
}

const RULES_PASS = ["git push", "git fetch", "allowlist", "ports", "matches"].map((name) =>
  `${name}: pass`
);

Deno.test("explainTrace() goes through the rules of a request that was forwarded", () => {
  const route = testRoute({
    matches: [
      match({ headers: [{ type: "exact", name: "x", value: "1" }] }),
      match({ methods: ["GET"] }),
    ],
  });
  const trace = forwarded(testObserver().begin(), route);
  trace.mark("connected");
  const expected = ["target: pass", "scan: pass", ...RULES_PASS, "upstream: pass", "answer: pass"];
  assert.deepEqual(explained(trace), expected);
  const [, , , , , , matches] = explainTrace(trace, String);
  assert.match(matches?.detail ?? "", /entry 2 of the route for a\.test/);
});

Deno.test("explainTrace() tells what was found in the answer apart from what was found in the request", () => {
  const trace = forwarded(testObserver().begin(), testRoute());
  trace.mark("connected");
  trace.found([finding({ surface: "answer body" })]);
  const told = () => explainTrace(trace, String).map(({ name, detail }) => `${name}: ${detail}`);
  assert.ok(told().includes("scan: nothing was found"));
  assert.ok(told().includes("answer scan: found: aws-access-key-id in answer body"));
  trace.refused({ status: 403, reason: "prompt-injection", text: "a demand" });
  assert.ok(explained(trace).includes("answer scan: refuse"));
});

Deno.test("explainTrace() tells a refusal by header rules though fields are not kept", () => {
  const header = { type: "exact", name: "x", value: "1" } as const;
  const route = testRoute({ matches: [match({ headers: [header] })] });
  const steps = explained(refused(testObserver().begin(), NO_MATCH, route));
  assert.deepEqual(steps.slice(-2), ["matches: refuse", "verdict: refuse"]);
});

Deno.test("explainTrace() tells a host without a route by the first rule that refuses", () => {
  const trace = refused(testObserver().begin(), { ...NO_MATCH, reason: "host-not-allowed" });
  assert.deepEqual(explained(trace).slice(1, 6), [
    "scan: skip",
    "git push: pass",
    "git fetch: pass",
    "allowlist: refuse",
    "ports: skip",
  ]);
});

Deno.test("explainTrace() tells what was found, and that no rule was asked behind it", () => {
  const trace = testObserver().begin();
  trace.aimed(target(), testRoute());
  trace.found([finding()]);
  trace.refused(SECRET);
  trace.end();
  const steps = explainTrace(trace, String);
  assert.match(steps[1]?.detail ?? "", /aws-access-key-id in body/);
  assert.deepEqual(explained(trace).slice(1, 3), ["scan: refuse", "git push: skip"]);
});

Deno.test("explainTrace() tells the operator's part and a failing upstream", () => {
  const trace = testObserver().begin();
  const route = testRoute();
  trace.aimed(target(), route);
  trace.held("a question");
  assert.equal(explained(trace).at(-1), "operator: skip");
  trace.decided("approved");
  trace.allow({ route, target: target(), fields: [] });
  trace.refused({ ...NO_MATCH, status: 502 }, { stage: "connect" });
  trace.end();
  assert.deepEqual(explained(trace).slice(-2), ["operator: pass", "upstream: refuse"]);
});

Deno.test("explainTrace() tells of what could not be read, and of the sidecar's own answers", () => {
  const broken = testObserver().begin();
  broken.refused({ status: 400, reason: "bad-request", text: "egress: hunter2" });
  assert.equal(explainTrace(broken, () => "********")[0]?.detail, "********");
  const own = testObserver().begin();
  own.aimed(target("/", "_egress.local"), undefined);
  own.answered(200);
  assert.deepEqual(explained(own), ["target: pass", "answer: pass"]);
});
