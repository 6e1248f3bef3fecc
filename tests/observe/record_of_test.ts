import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { createRecordOf } from "../../lib/observe/record_of.ts";
import { finding, forwarded, SECRET, target, testObserver } from "../support/observed_requests.ts";
import { testRoute } from "../support/route.ts";

Deno.test("createRecordOf() tells all facts of a request", () => {
  const { observer, begin, pass } = testObserver();
  const trace = begin();
  trace.bytesUp = 3;
  pass(2);
  forwarded(trace, testRoute({ host: "*.test" }));
  assert.deepEqual(observer.record(trace), {
    id: 1,
    start_ms: 1_000_000,
    method: "GET",
    protocol: "HTTP/1.1",
    scheme: "https",
    host: "*.test",
    port: 443,
    path: "/x",
    route: "*.test",
    match: null,
    verdict: "forwarded",
    reason: null,
    text: null,
    status: 200,
    findings: [],
    bytes_up: 3,
    bytes_down: 0,
    stages: {
      judged_ms: 2,
      held_ms: null,
      connected_ms: null,
      head_ms: null,
      first_byte_ms: 2,
      end_ms: 2,
    },
    upstream_stage: null,
    proposal: null,
    decision: null,
    upgraded: false,
  });
});

Deno.test("createRecordOf() redacts every text that the agent had a part in", () => {
  const { observer, begin } = testObserver();
  const trace = begin("hunter2");
  trace.aimed(target("/hunter2", "hunter2.test", "hunter2"), undefined);
  trace.found([finding({ surface: "header hunter2" })]);
  trace.refused({ ...SECRET, text: "egress: hunter2" });
  const text = JSON.stringify(observer.record(trace));
  assert.equal(text.includes("hunter2"), false, text);
  assert.equal(text.split("********").length - 1, 6);
});

Deno.test("createRecordOf() redacts a path once, and anew when it has changed", () => {
  const asked: string[] = [];
  const { begin } = testObserver();
  const recordOf = createRecordOf((text) => {
    asked.push(text);
    return text;
  });
  const trace = begin();
  trace.aimed(target("/secret"), testRoute());
  recordOf(trace);
  recordOf(trace);
  const same = begin();
  same.aimed(target("/secret"), testRoute());
  recordOf(same);
  assert.deepEqual(asked, ["/secret"]);
  trace.found([finding({ surface: "path" })]);
  assert.equal(recordOf(trace).path, "/********");
});

Deno.test("createRecordOf() cuts a long path behind the redaction, so that no half of a secret shows", () => {
  const { observer, begin } = testObserver();
  const trace = begin();
  const window = limits.logFieldChars + limits.logFieldMarginChars;
  trace.aimed(target(`/${"p".repeat(window - 4)}hunter2`), undefined);
  const { path } = observer.record(trace);
  assert.equal(path.length, limits.logFieldChars + 1);
  assert.match(path, /^\/p+…$/);
});
