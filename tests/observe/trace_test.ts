import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { match } from "../support/policy_values.ts";
import { finding, forwarded, SECRET, target, testObserver } from "../support/observed_requests.ts";
import { testRoute } from "../support/route.ts";

Deno.test("Trace tells of its way in order, and of its end once", () => {
  const { begin, told } = testObserver();
  const trace = forwarded(begin(), testRoute());
  trace.end();
  assert.deepEqual(told, ["1 changed pending", "1 changed forwarded", "1 ended forwarded"]);
});

Deno.test("Trace marks times from its start, each the first time alone", () => {
  const { begin, pass } = testObserver();
  pass(50);
  const trace = begin();
  for (const mark of ["connected", "head", "connected"] as const) {
    pass(5);
    trace.mark(mark);
  }
  assert.deepEqual([trace.marksUs.connected, trace.marksUs.head], [5000, 10_000]);
  assert.equal(trace.startMs, 1_000_050);
});

Deno.test("allow() notes which entry of matches fits, with the fields that are judged", () => {
  const { begin } = testObserver();
  const header = { type: "exact", name: "x-v", value: "1" } as const;
  const route = testRoute({
    matches: [match({ methods: ["POST"] }), match({ headers: [header] }), match({})],
  });
  const aim = target();
  const noted = [[["X-V", "1"]], []].map((fields) => {
    const trace = begin();
    trace.allow({ route, target: aim, fields: fields as [string, string][] });
    return trace.match;
  });
  assert.deepEqual(noted, [1, 2]);
  const whole = begin();
  whole.allow({ route: testRoute(), target: aim, fields: [] });
  assert.equal(whole.match, undefined);
});

Deno.test("found() keeps kinds and counts, never a value, and up to a bound", () => {
  const { begin } = testObserver();
  const trace = begin();
  trace.found([finding(), finding(), finding({ surface: "header x" })]);
  assert.deepEqual(trace.findings.map(({ surface, count }) => [surface, count]), [
    ["body", 2],
    ["header x", 1],
  ]);
  assert.equal(JSON.stringify(trace.findings).includes("value"), false);
  for (let i = 0; i < 100; i++) trace.found([finding({ surface: `header ${i}` })]);
  assert.equal(trace.findings.length, limits.observedFindings);
});

Deno.test("Trace keeps little of a field's name, which may fill a head", () => {
  const { begin } = testObserver();
  const trace = begin();
  const surface = `answer header ${"n".repeat(60_000)}`;
  trace.found([finding({ surface })]);
  trace.refused({ status: 403, reason: "prompt-injection", text: `a demand in ${surface}` });
  assert.equal(trace.findings[0]?.surface, "answer header …");
  assert.equal(trace.refusal?.text, "a demand in answer header …");
});

Deno.test("found() hides the path or query in which something was found", () => {
  const { begin } = testObserver();
  const trace = begin();
  trace.aimed(target("/secret", "a.test", "q=secret"), undefined);
  trace.found([finding({ surface: "query", severity: "warn" })]);
  assert.equal(trace.path, "/secret?q=secret");
  trace.found([finding({ surface: "query" })]);
  assert.equal(trace.path, "/secret?********");
  trace.found([finding({ surface: "path" })]);
  assert.equal(trace.path, "/********?********");
  assert.equal(trace.isWhole, false);
});

Deno.test("aimed() keeps no more of a target than its bound", () => {
  const { begin } = testObserver();
  const trace = begin();
  trace.aimed(target(`/${"p".repeat(2000)}`, "a.test", "q".repeat(14_000)), undefined);
  assert.equal(trace.path.length, limits.observedTargetChars + 1);
  assert.equal(trace.isWhole, false);
});

Deno.test("refused() is a refusal, a failure or a cut", () => {
  const { begin } = testObserver();
  const verdictOf = (status: number, how = {}) => {
    const trace = begin();
    trace.refused({ ...SECRET, status }, how);
    trace.end();
    return [trace.verdict, trace.status];
  };
  assert.deepEqual(verdictOf(403), ["refused", 403]);
  assert.deepEqual(verdictOf(502, { stage: "tls" }), ["failed", 502]);
  assert.deepEqual(verdictOf(403, { behindHead: true }), ["cut", undefined]);
});

Deno.test("held() and decided() measure how long the operator was waited for", () => {
  const { begin, pass, told } = testObserver();
  const trace = begin();
  for (const ms of [20, 30]) {
    trace.held("id");
    pass(ms);
    trace.decided("approved");
  }
  assert.equal(trace.heldMs, 50);
  assert.deepEqual(told.slice(0, 2), ["1 held held", "1 decided pending"]);
});

Deno.test("end() takes a request that nobody answered for one whose agent has left", () => {
  const { begin } = testObserver();
  const lone = begin();
  lone.end();
  const own = begin();
  own.answered(200);
  own.end();
  assert.deepEqual([lone.verdict, own.verdict], ["left", "answered"]);
});

Deno.test("scanned() sums the time and the bytes of all scans", () => {
  const { begin, pass } = testObserver();
  const trace = begin();
  for (const ms of [7, 3]) {
    const since = trace.now();
    pass(ms);
    trace.scanned(100, since);
  }
  assert.deepEqual([trace.scans, trace.scanMs, trace.scannedBytes], [2, 10, 200]);
});

Deno.test("message() counts both ways of a WebSocket", () => {
  const trace = testObserver().begin();
  trace.message("out", 3);
  trace.message("in", 5);
  assert.deepEqual([trace.bytesUp, trace.bytesDown], [3, 5]);
});

Deno.test("carries() keeps the fields until those who listen were told of the end, and no longer", () => {
  const { observer, begin } = testObserver();
  const seen: unknown[] = [];
  observer.subscribe((trace, what) => what === "ended" && seen.push(trace.fields));
  const trace = begin();
  trace.carries([["x-v", "1"]]);
  trace.end();
  assert.deepEqual(seen, [[["x-v", "1"]]]);
  assert.deepEqual(trace.fields, []);
});
