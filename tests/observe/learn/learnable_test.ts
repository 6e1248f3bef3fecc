import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import { learnable } from "../../../lib/observe/learn/learnable.ts";
import type { Trace } from "../../../lib/observe/trace.ts";
import { type Reason, reasons } from "../../../lib/policy/refusal.ts";
import { denied } from "../../support/denied.ts";
import {
  finding,
  forwarded,
  NO_MATCH,
  refused,
  target,
  testObserver,
} from "../../support/observed_requests.ts";
import { match } from "../../support/policy_values.ts";
import { testRoute } from "../../support/route.ts";

const redact = (text: string) => text.replaceAll("hunter2", "********");
const learn = (trace: Trace) => learnable(trace, redact);
const observed = testObserver();

Deno.test("learnable() tells host, port, method and shape of what no route names, never its query", () => {
  const trace = denied(observed, "/items/17", { query: "key=value", method: "POST" });
  assert.deepEqual(learn(trace), {
    host: "api.test",
    port: 443,
    method: "POST",
    shape: ["", "items", "[0-9]+"],
    route: undefined,
  });
});

Deno.test("learnable() names the route whose matches did not fit", () => {
  const route = testRoute({ host: "*.test", matches: [match({ methods: ["GET"] })] });
  const found = learn(denied(observed, "/x", { route, method: "PUT" }));
  assert.ok(found !== undefined && found !== "left-out");
  assert.equal(found.route, "*.test");
});

Deno.test("learnable() has no part in what others than the allowlist refuse, or in what passes", () => {
  for (const reason of Object.keys(reasons) as Reason[]) {
    if (reason === "host-not-allowed" || reason === "no-match") continue;
    assert.equal(learn(refused(observed.begin(), { ...NO_MATCH, reason })), undefined, reason);
  }
  assert.equal(learn(forwarded(observed.begin(), testRoute())), undefined);
  const cut = observed.begin();
  cut.aimed(target(), undefined);
  cut.refused(NO_MATCH, { behindHead: true });
  assert.equal(learn(cut), undefined);
});

Deno.test("learnable() leaves out addresses and names of this machine and its networks", () => {
  const hosts = ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "localhost"];
  for (const host of [...hosts, "a.localhost"]) {
    assert.equal(learn(denied(observed, "/x", { host })), "left-out", host);
  }
  assert.notEqual(learn(denied(observed, "/x", { host: "93.184.216.34" })), "left-out");
  assert.notEqual(learn(denied(observed, "/x", { host: "notlocalhost" })), "left-out");
});

Deno.test("learnable() leaves out what is redacted, and makes a class of a segment that is", () => {
  assert.equal(learn(denied(observed, "/x", { host: "hunter2.test" })), "left-out");
  assert.equal(learn(denied(observed, "/x", { method: "hunter2" })), "left-out");
  const found = learn(denied(observed, "/a/hunter2/b"));
  assert.ok(found !== undefined && found !== "left-out");
  assert.deepEqual(found.shape, ["", "a", "[^/]+", "b"]);
  const inPieces = (text: string) => redact(text).replaceAll("hun/ter2", "********");
  for (const path of ["/hun/ter2", "/hunter2/hun/ter2"]) {
    assert.equal(learnable(denied(observed, path), inPieces), "left-out");
  }
});

Deno.test("learnable() leaves out a path in which something was found, or that is not whole", () => {
  const trace = observed.begin();
  trace.aimed(target("/secret"), testRoute({ matches: [] }));
  trace.found([finding({ surface: "path" })]);
  trace.refused(NO_MATCH);
  assert.equal(learn(trace), "left-out");
  const long = `/${"a".repeat(limits.learnedPathChars)}`;
  const deep = "/a".repeat(limits.learnedSegments + 1);
  for (const path of ["*", "/@types%2fnode", long, deep]) {
    assert.equal(learn(denied(observed, path)), "left-out", path);
  }
});

Deno.test("learnable() does not take a route's header rules away", () => {
  const header = { type: "exact", name: "x-v", value: "1" } as const;
  const paths = [{ type: "prefix", value: "/v1" }] as const;
  const route = testRoute({ matches: [match({ paths, headers: [header] })] });
  assert.equal(learn(denied(observed, "/v1/x", { route })), "left-out");
  assert.notEqual(learn(denied(observed, "/v2/x", { route })), "left-out");
});
