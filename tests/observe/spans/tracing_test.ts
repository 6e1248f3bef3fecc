import type { Context, Span, SpanContext, SpanOptions } from "@opentelemetry/api";
import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import { createTracing, type SpanApi } from "../../../lib/observe/spans/tracing.ts";
import { manualTimers } from "../../support/manual_timers.ts";
import { forwarded, NO_MATCH, testObserver } from "../../support/observed_requests.ts";
import { testRoute } from "../../support/route.ts";

interface Made {
  readonly name: string;
  readonly options: SpanOptions;
  readonly parent: unknown;
  end?: number;
  status?: unknown;
}

/** An API that notes what is made by it. */
function testApi() {
  const made: Made[] = [];
  const api: SpanApi = {
    startSpan(name, options, context) {
      const one: Made = { name, options, parent: context };
      made.push(one);
      const span = {
        one,
        end: (time: number) => void (one.end = time),
        setStatus: (status: unknown) => void (one.status = status),
      };
      return span as unknown as Span;
    },
    within: (parent) => ({ parent }) as unknown as Context,
    inside: (parent) => parent as unknown as Context,
  };
  return { made, api };
}

function testTracing() {
  const observed = testObserver();
  const { made, api } = testApi();
  const timers = manualTimers();
  const said: string[] = [];
  const tracing = createTracing({
    api,
    observer: observed.observer,
    turn: () => () => {},
    ready: () => Promise.resolve(),
    timers,
    write: (line) => void said.push(line),
  });
  observed.observer.subscribe(tracing.listener);
  return { ...observed, made, timers, said, tracing };
}

Deno.test("createTracing() makes a span of each request that has ended, below a sampled parent", async () => {
  const { begin, pass, made, tracing, timers } = testTracing();
  const trace = begin();
  pass(5);
  forwarded(trace, testRoute());
  begin();
  timers.advance(limits.onlookerMs);
  await tracing.stop();
  assert.deepEqual(made.map(({ name }) => name), ["GET", "judge"]);
  const [span, judge] = made;
  const { parent } = span?.parent as { parent: SpanContext };
  assert.match(parent.traceId, /^[0-9a-f]{32}$/);
  assert.match(parent.spanId, /^[0-9a-f]{16}$/);
  assert.equal(parent.traceFlags, 1);
  assert.deepEqual([span?.options.kind, span?.options.startTime, span?.end], [
    1,
    1_000_000,
    1_000_005,
  ]);
  assert.equal((judge?.parent as { one: Made }).one, span);
  assert.deepEqual([judge?.options.startTime, judge?.end], [1_000_000, 1_000_005]);
  assert.equal(timers.open, 0);
});

Deno.test("createTracing() marks what failed, and gives each request a trace of its own", async () => {
  const { begin, made, tracing } = testTracing();
  for (const status of [403, 502]) {
    const trace = begin();
    trace.refused({ ...NO_MATCH, status });
    trace.end();
  }
  await tracing.stop();
  const spans = made.filter(({ name }) => name === "GET");
  assert.deepEqual(spans.map(({ status }) => status), [undefined, { code: 2 }]);
  const ids = spans.map(({ parent }) => (parent as { parent: SpanContext }).parent.traceId);
  assert.notEqual(ids[0], ids[1]);
});

Deno.test("createTracing() says at its end how many have no span", async () => {
  const { begin, said, tracing } = testTracing();
  for (let i = 0; i < limits.onlookerWaiting + 2; i++) begin().end();
  await tracing.stop();
  assert.match(said.join(), /^egress: 2 request\(s\) have no span/);
});
