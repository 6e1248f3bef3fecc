import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import type { Route } from "../../lib/policy/route.ts";
import { framedBody, heldBody } from "../../lib/proxy/body.ts";
import { FlightEnded } from "../../lib/proxy/flights.ts";
import { forward } from "../../lib/proxy/forward.ts";
import { Reader } from "../../lib/proxy/reader.ts";
import type { Field } from "../../lib/wire/field.ts";
import { endToEnd } from "../../lib/wire/hop_by_hop.ts";
import { sentBody, type TestAsked, testAsked } from "../support/asked.ts";
import { type FakeStream, fakeStream } from "../support/fake_stream.ts";
import { credential, target } from "../support/policy_values.ts";
import { testParts, upstreamsOn } from "../support/proxy_parts.ts";
import { testRoute } from "../support/route.ts";
import { bytesOf } from "../support/wire_bytes.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

interface Case {
  readonly asked?: TestAsked;
  readonly route?: Route;
  readonly field?: Field;
  readonly upstream?: FakeStream;
  readonly address?: string;
  readonly path?: string;
  /** The body as it was held; absent: it streams. */
  readonly held?: string;
}

function forwarding(
  {
    asked = testAsked(),
    route = testRoute(),
    field,
    upstream = fakeStream(OK),
    address,
    path,
    held,
  }: Case,
) {
  const parts = testParts({ routes: [route], upstreams: upstreamsOn([upstream], address) });
  const fields = endToEnd(asked.head.fields, "agent");
  const sent = {
    target: target({ host: "a.test", path: path ?? "/p", query: "q=1" }),
    route,
    fields,
    body: held === undefined ? asked.body : heldBody(bytesOf(held)),
    held: held === undefined ? undefined : bytesOf(held),
    credential: field,
  };
  return { parts, asked, upstream, forwarded: () => forward(parts, asked, sent) };
}

Deno.test("forward() sends what was judged and relays the answer", async () => {
  const { parts, asked, upstream, forwarded } = forwarding({
    asked: testAsked({ fields: [["x-B", "1"], ["X-a", "2"], ["Connection", "close"]] }),
  });
  await forwarded();
  assert.equal(upstream.written, "GET /p?q=1 HTTP/1.1\r\nHost: a.test\r\nx-B: 1\r\nX-a: 2\r\n\r\n");
  assert.deepEqual([asked.reply.head?.status, asked.reply.body], [200, "ok"]);
  assert.deepEqual([parts.flights.count, parts.clocks.open], [0, 0]);
});

Deno.test("forward() drops the agent's credentials and adds the route's", async () => {
  const { upstream, forwarded } = forwarding({
    asked: testAsked({ fields: [["authorization", "agent"], ["X-API-Key", "agent"]] }),
    route: testRoute({ credential: credential({ kind: "header", name: "x-api-key" }) }),
    field: ["x-api-key", "dummy"],
  });
  await forwarded();
  assert.equal(upstream.written, "GET /p?q=1 HTTP/1.1\r\nHost: a.test\r\nx-api-key: dummy\r\n\r\n");
});

Deno.test("forward() sends a held body in one write with its head, its length said", async () => {
  for (
    const [framing, said] of [
      [{ kind: "length", length: 3 }, [["content-LENGTH", "3"]]],
      [{ kind: "chunked" }, [["Transfer-Encoding", "chunked"]]],
    ] as const
  ) {
    const body = sentBody(framing);
    const { upstream, forwarded } = forwarding({
      asked: testAsked({ method: "POST", body, fields: said }),
      held: "abc",
    });
    await forwarded();
    assert.equal(upstream.writes.length, 1);
    assert.match(
      upstream.written,
      /^POST .*\r\nHost: a\.test\r\ncontent-length: 3\r\n\r\nabc$/i,
    );
  }
});

Deno.test("forward() streams a body that is too large to be held, framed as the agent framed it", async () => {
  const size = limits.smallBodyBytes + 1;
  const text = "y".repeat(size);
  const known = forwarding({
    asked: testAsked({
      method: "PUT",
      body: sentBody({ kind: "length", length: size }, text),
      fields: [["Content-Length", `${size}`]],
    }),
  });
  await known.forwarded();
  assert.ok(
    known.upstream.written.endsWith(`Host: a.test\r\nContent-Length: ${size}\r\n\r\n${text}`),
  );
  const unknown = forwarding({
    asked: testAsked({
      method: "PUT",
      body: sentBody(
        { kind: "chunked" },
        `${size.toString(16)}\r\n${text}\r\n0\r\nX-Sum: 1\r\nX-API-Key: agent\r\n\r\n`,
      ),
    }),
    route: testRoute({ credential: credential({ kind: "header", name: "x-api-key" }) }),
  });
  await unknown.forwarded();
  assert.match(unknown.upstream.written, /\r\nTransfer-Encoding: chunked\r\n\r\n10001\r\n/);
  // What may not come from the agent as a field may not come as a trailer.
  assert.match(unknown.upstream.written, /y\r\n0\r\nX-Sum: 1\r\n\r\n$/);
});

Deno.test("forward() refuses an address that the route does not allow, and sends nothing", async () => {
  const { parts, asked, upstream, forwarded } = forwarding({ address: "127.0.0.1" });
  await forwarded();
  assert.equal(asked.reply.head?.status, 403);
  assert.match(asked.reply.body, /loopback/);
  assert.deepEqual([upstream.written, parts.flights.count], ["", 0]);
  const own = forwarding({
    address: "127.0.0.1",
    route: testRoute({ allowPrivateAddresses: true }),
  });
  Object.assign(own.parts, {
    ownListeners: () => [{ address: "127.0.0.1", port: 443, localAddresses: [] }],
  });
  await own.forwarded();
  assert.match(own.asked.reply.body, /sidecar itself/);
});

Deno.test("forward() passes 1xx on but for the 100, which was said already", async () => {
  const upstream = fakeStream(
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n",
    OK,
  );
  const { asked, forwarded } = forwarding({ upstream });
  await forwarded();
  assert.deepEqual(asked.reply.interims.map(({ status }) => status), [103]);
  assert.equal(asked.reply.body, "ok");
});

Deno.test("forward() is a flight until the answer has ended, and closes both sides when it is ended", async () => {
  const upstream = fakeStream("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbegun");
  const { parts, asked, forwarded } = forwarding({ upstream });
  const ending = assert.rejects(forwarded());
  await upstream.saw("\r\n\r\n");
  assert.equal(parts.flights.count, 1);
  parts.setRoutes([testRoute({ host: "other.test" })]);
  await ending;
  assert.ok(asked.abort.signal.reason instanceof FlightEnded);
  assert.deepEqual([upstream.closed, parts.flights.count], [true, 0]);
  assert.deepEqual(parts.clocks.open, 0);
});

Deno.test("forward() closes the upstream of an agent that takes the answer no longer", async () => {
  const upstream = fakeStream("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbegun");
  const { parts, asked, forwarded } = forwarding({ upstream });
  asked.reply.leave();
  await assert.rejects(forwarded(), /left/);
  assert.deepEqual([upstream.closed, parts.flights.count, parts.clocks.open], [true, 0, 0]);
});

Deno.test("forward() is ended by a reload that forbids its address, even before the answer", async () => {
  const upstream = fakeStream();
  const { parts, asked, forwarded } = forwarding({
    upstream,
    address: "10.0.0.1",
    route: testRoute({ allowPrivateAddresses: true }),
  });
  const ending = assert.rejects(forwarded());
  await upstream.saw("\r\n\r\n");
  parts.setRoutes([testRoute({ allowPrivateAddresses: true })]);
  assert.equal(asked.abort.signal.aborted, false);
  parts.setRoutes([testRoute()]);
  assert.equal(asked.abort.signal.aborted, true);
  await ending;
});

Deno.test("forward() asks the table in force before it sends, since judging may have taken long", async () => {
  for (
    const [table, words] of [[[], /no route names/], [
      [testRoute()],
      /10\.0|private address/,
    ]] as const
  ) {
    const { parts, asked, upstream, forwarded } = forwarding({
      address: "10.0.0.1",
      route: testRoute({ allowPrivateAddresses: true }),
    });
    parts.setRoutes(table);
    await forwarded();
    assert.equal(asked.reply.head?.status, 403);
    assert.match(asked.reply.body, words);
    assert.equal(upstream.written, "");
  }
});

Deno.test("forward() logs the request at level 2 as the agent sent it, without the credential", async () => {
  const { parts, forwarded } = forwarding({
    asked: testAsked({ method: "POST" }),
    held: "abc",
    route: testRoute({ credential: credential() }),
    field: ["Authorization", "Bearer dummy"],
  });
  parts.setLogLevel(2);
  await forwarded();
  assert.deepEqual(parts.events[0], {
    event: "egress_request",
    host: "a.test",
    method: "POST",
    path: "/p?q=1",
    headers: [["Host", "a.test"]],
    body: "abc",
  });
  assert.equal(parts.events[1]?.event, "egress_response");
  assert.equal(JSON.stringify(parts.events).includes("dummy"), false);
});

Deno.test("forward() sends nothing once the route would have the request read in another way", async () => {
  const { parts, asked, upstream, forwarded } = forwarding({ held: "abc" });
  parts.setRoutes([testRoute({ outboundOnMatch: "redact" })]);
  await forwarded();
  assert.deepEqual([asked.reply.head?.status, upstream.written], [503, ""]);
  assert.match(asked.reply.body, /the route was changed while the request was under way/);
});

Deno.test("forward() ends a body that still streams once the route has other detectors, and no held one", async () => {
  const other = [testRoute({ outboundDetectors: ["known_secrets"] })];
  const stream = fakeStream();
  const body = framedBody(new Reader(stream), { kind: "length", length: 6 }, "agent");
  const streaming = forwarding({
    asked: testAsked({ method: "POST", body }),
    upstream: fakeStream(),
  });
  const ended = streaming.forwarded();
  stream.feed("abc");
  await streaming.upstream.saw("abc");
  streaming.parts.setRoutes(other);
  await assert.rejects(ended);
  assert.ok(streaming.asked.abort.signal.reason instanceof FlightEnded);
  const held = forwarding({ held: "abc", upstream: fakeStream() });
  const whole = held.forwarded();
  await held.upstream.saw("abc");
  held.parts.setRoutes(other);
  held.upstream.feed(OK);
  await whole;
  assert.equal(held.asked.reply.head?.status, 200);
});
