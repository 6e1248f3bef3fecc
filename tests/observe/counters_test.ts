import assert from "node:assert/strict";
import { createCounters } from "../../lib/observe/counters.ts";
import {
  finding,
  forwarded,
  NO_MATCH,
  refused,
  SECRET,
  testObserver,
} from "../support/observed_requests.ts";
import { testRoute } from "../support/route.ts";

Deno.test("createCounters() counts by route, method class, verdict and reason", () => {
  const { begin } = testObserver();
  const counters = createCounters();
  const route = testRoute({ host: "*.test" });
  for (const method of ["GET", "HEAD", "POST", "PROPFIND"]) {
    counters.add(forwarded(begin(method), route));
  }
  counters.add(refused(begin(), NO_MATCH, undefined, "b.example"));
  const rows = counters.requests().map(({ host, method, verdict, reason, requests }) =>
    `${host} ${method} ${verdict} ${reason} ${requests}`
  );
  assert.deepEqual(rows, [
    "*.test read forwarded  2",
    "*.test write forwarded  1",
    "*.test other forwarded  1",
    "other read refused no-match 1",
  ]);
});

Deno.test("createCounters() counts routes beyond its bound as other", () => {
  const { begin } = testObserver();
  const counters = createCounters(2);
  for (const host of ["a", "b", "c", "d", "a", "c"]) {
    counters.add(forwarded(begin(), testRoute({ host })));
  }
  const rows = counters.requests().map(({ host, requests }) => [host, requests]);
  assert.deepEqual(rows, [["a", 2], ["b", 1], ["other", 3]]);
});

Deno.test("createCounters() sums bytes, scans, findings and upstream errors", () => {
  const { begin, pass } = testObserver();
  const counters = createCounters();
  const trace = begin();
  const since = trace.now();
  pass(500);
  trace.scanned(10, since);
  trace.bytesUp = 10;
  trace.found([finding(), finding(), finding({ detector: "crlf", kind: "crlf" })]);
  trace.refused({ ...SECRET, status: 502 }, { stage: "connect" });
  trace.end();
  counters.add(trace);
  assert.deepEqual(counters.scans, { count: 1, seconds: 0.5, bytes: 10 });
  assert.deepEqual([...counters.findings], [["token_patterns", 2], ["crlf", 1]]);
  assert.deepEqual([...counters.upstreamErrors], [["connect", 1]]);
  const [row] = counters.requests();
  assert.deepEqual([row?.bytesUp, row?.seconds], [10, 0.5]);
});

Deno.test("createCounters() counts held requests and what came of them", () => {
  const counters = createCounters();
  counters.held();
  counters.held();
  counters.decided("approved");
  counters.decided("timed-out");
  assert.equal(counters.heldRequests, 2);
  assert.deepEqual([...counters.decisions], [["approved", 1], ["timed-out", 1]]);
});
