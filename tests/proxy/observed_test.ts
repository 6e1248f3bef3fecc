import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { exchange } from "../../lib/proxy/exchange.ts";
import { observed, protocolOf } from "../../lib/proxy/observed.ts";
import { refuse } from "../../lib/proxy/refuse.ts";
import { dummy } from "../../lib/scan/rules/build/dummy.ts";
import { sentBody, testAsked } from "../support/asked.ts";
import { fakeStream } from "../support/fake_stream.ts";
import { testObserver } from "../support/observed_requests.ts";
import {
  fakeAgent,
  testParts,
  type TestPartsOptions,
  upstreamsOn,
} from "../support/proxy_parts.ts";
import { testRoute } from "../support/route.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/** What is noted of one request. */
async function noted(asked: ReturnType<typeof testAsked>, options: TestPartsOptions = {}) {
  const { observer } = testObserver();
  const routes = [testRoute()];
  const upstreams = upstreamsOn([fakeStream(OK)]);
  await exchange(asked, testParts({ routes, upstreams, ...options, observer }));
  const [trace, ...more] = observer.newest();
  assert.ok(trace?.ended);
  assert.deepEqual(more, []);
  return { observer, record: observer.record(trace) };
}

const LENGTH_4 = { kind: "length", length: 4 } as const;

Deno.test("observed() counts bodies, status and times of a request that is forwarded", async () => {
  const asked = testAsked({ method: "POST", body: sentBody(LENGTH_4, "body") });
  const { record, observer } = await noted(asked);
  assert.equal(asked.reply.body, "ok");
  assert.deepEqual(
    [record.verdict, record.status, record.bytes_up, record.bytes_down, record.route],
    ["forwarded", 200, 4, 2, "a.test"],
  );
  const { judged_ms, head_ms, first_byte_ms, end_ms } = record.stages;
  assert.deepEqual([judged_ms, head_ms, first_byte_ms, end_ms], [0, 0, 0, 0]);
  const { count, bytes } = observer.counters.scans;
  assert.deepEqual([count, bytes], [1, 4]);
});

Deno.test("observed() notes a refusal with what was found", async () => {
  const value = dummy("AKIA<t16>");
  const asked = testAsked({ target: `/x?key=${value}` });
  const { record } = await noted(asked);
  assert.deepEqual([record.verdict, record.reason, record.status], [
    "refused",
    "secret-found",
    403,
  ]);
  assert.equal(record.findings[0]?.surface, "query");
  assert.equal(record.path, "/x?********");
});

Deno.test("observed() notes a host without a route, and an upstream that fails, with its stage", async () => {
  const { record: denied } = await noted(testAsked({ host: "b.test" }));
  assert.deepEqual([denied.reason, denied.host, denied.route], [
    "host-not-allowed",
    "b.test",
    null,
  ]);
  const { record: failed } = await noted(testAsked(), {
    upstreams: upstreamsOn([fakeStream("garbage\r\n\r\n")]),
  });
  assert.deepEqual([failed.verdict, failed.upstream_stage, failed.status], ["failed", "read", 502]);
});

/** More than is held of an answer, which is a refusal where it is broken. */
const LONG = limits.heldAnswerBytes + 1;
const LONG_CHUNK = `${LONG.toString(16)}\r\n${"x ".repeat(LONG).slice(0, LONG)}\r\n`;

Deno.test("observed() notes an agent that left, and an answer that was cut", async () => {
  const left = testAsked();
  left.abort.abort(new Error("the agent has left"));
  assert.equal((await noted(left)).record.verdict, "left");
  const { record } = await noted(testAsked(), {
    upstreams: upstreamsOn([
      fakeStream("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", LONG_CHUNK, "zz\r\n"),
    ]),
  });
  assert.deepEqual([record.verdict, record.status], ["cut", 200]);
  assert.ok((record.bytes_down ?? 0) >= limits.heldAnswerBytes);
});

Deno.test("observed() notes what the sidecar answers by itself", async () => {
  const { record } = await noted(testAsked({ host: "_egress.local", port: 443 }), {
    introspection: () => Promise.resolve(new Response("hi")),
  });
  assert.deepEqual([record.verdict, record.bytes_down], ["answered", 2]);
});

Deno.test("refuse() notes a request that was refused before its exchange", async () => {
  const { observer } = testObserver();
  const parts = testParts({ observer });
  const agent = fakeAgent(parts.clocks);
  const refusal = { status: 407, reason: "proxy-auth-required", text: "egress: no" } as const;
  await refuse(parts, { ...testAsked(), agent }, refusal);
  const [trace] = observer.newest();
  assert.deepEqual([trace?.verdict, trace?.ended, trace?.protocol], ["refused", true, "HTTP/1.1"]);
});

Deno.test("protocolOf() tells HTTP/2 by its having no connection of its own", () => {
  const asked = testAsked();
  assert.equal(protocolOf(asked), "HTTP/2");
  assert.equal(observed(asked, testObserver().observer).trace.protocol, "HTTP/2");
});
