import assert from "node:assert/strict";
import { spanOf } from "../../../lib/observe/spans/span_of.ts";
import { denied } from "../../support/denied.ts";
import { finding, NO_MATCH, target, testObserver } from "../../support/observed_requests.ts";
import { testRoute } from "../../support/route.ts";

Deno.test("spanOf() has the stages of a request in their order", () => {
  const { observer, begin, pass } = testObserver();
  const trace = begin("POST");
  const route = testRoute({ host: "a.test" });
  trace.aimed(target("/x", "a.test", "q=1"), route);
  pass(1);
  trace.held("question");
  pass(10);
  trace.decided("approved");
  trace.allow({ route, target: target(), fields: [] });
  pass(2);
  trace.mark("connected");
  pass(3);
  trace.mark("head");
  trace.answered(200);
  pass(4);
  trace.end();
  const span = spanOf(observer.record(trace), trace.heldAtMs);
  assert.deepEqual(
    span.stages.map(({ name, startMs, endMs }) => [name, startMs - 1_000_000, endMs - 1_000_000]),
    [["judge", 0, 11], ["held", 1, 11], ["connect", 11, 13], ["wait", 13, 16], ["answer", 16, 20]],
  );
  assert.deepEqual([span.name, span.failed, span.endMs - span.startMs], ["POST", false, 20]);
  assert.deepEqual(span.attributes, {
    "http.request.method": "POST",
    "http.response.status_code": 200,
    "server.address": "a.test",
    "server.port": 443,
    "url.scheme": "https",
    "url.path": "/x",
    "network.protocol.version": "1.1",
    "egress.request": 1,
    "egress.verdict": "forwarded",
    "egress.route": "a.test",
    "egress.proposal": "question",
    "egress.decision": "approved",
    "egress.bytes_up": 0,
    "egress.bytes_down": 0,
  });
});

Deno.test("spanOf() leaves out what a refused request never reached, and what agents made up", () => {
  const test = testObserver();
  const span = spanOf(test.observer.record(denied(test, "/x", { method: "MADE-UP" })), undefined);
  assert.deepEqual(span.stages.map(({ name }) => name), ["judge"]);
  assert.deepEqual([span.name, span.attributes["http.request.method"]], ["HTTP", "_OTHER"]);
  assert.deepEqual([span.failed, span.attributes["egress.reason"]], [false, "host-not-allowed"]);
});

Deno.test("spanOf() says what failed, and which kinds were found", () => {
  const { observer, begin } = testObserver();
  const trace = begin();
  trace.found([finding()]);
  trace.refused({ ...NO_MATCH, status: 502, reason: "upstream-tls" }, { stage: "tls" });
  trace.end();
  const { failed, attributes } = spanOf(observer.record(trace), undefined);
  assert.equal(failed, true);
  assert.equal(attributes["error.type"], "upstream-tls");
  assert.deepEqual(attributes["egress.findings"], ["aws-access-key-id"]);
  assert.equal("url.path" in attributes, false);
});
