import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { serveHttp1 } from "../../lib/proxy/http1_session.ts";
import type { Scope } from "../../lib/proxy/asked.ts";
import { Secret } from "../../lib/secret.ts";
import { type FakeStream, fakeStream } from "../support/fake_stream.ts";
import {
  fakeAgent,
  testParts,
  type TestPartsOptions,
  upstreamsOn,
} from "../support/proxy_parts.ts";
import { testRoute } from "../support/route.ts";
import { textOf } from "../support/wire_bytes.ts";

const PROXY: Scope = { at: { kind: "proxy" }, serverName: undefined };
const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const GET = "GET http://a.test/1 HTTP/1.1\r\nHost: a.test\r\n\r\n";
const DENIED = "GET http://b.test/ HTTP/1.1\r\nHost: b.test\r\n";

function serving(upstreams: readonly FakeStream[], options: TestPartsOptions = {}, scope = PROXY) {
  const parts = testParts({
    routes: [testRoute()],
    upstreams: upstreamsOn(upstreams),
    ...options,
  });
  const agent = fakeAgent(parts.clocks);
  const served = serveHttp1(agent, scope, parts);
  return { parts, agent, stream: agent.stream, served };
}

/** Lets everything run that waits for nothing from outside. */
function othersRun(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** The statuses of all answers that were written. */
function statuses({ written }: FakeStream): number[] {
  return [...written.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
}

Deno.test("serveHttp1() serves request after request until the agent closes", async () => {
  const upstreams = [fakeStream(OK), fakeStream(OK)];
  const { parts, agent, stream, served } = serving(upstreams);
  stream.feed(GET);
  await stream.saw("ok");
  stream.feed(GET.replace("/1", "/2"));
  await stream.saw("ok" + OK.slice(0, 12));
  assert.equal(await Promise.race([served, Promise.resolve("serving")]), "serving");
  stream.feedEnd();
  assert.equal(await served, undefined);
  assert.deepEqual(upstreams.map(({ written }) => written.split(" ")[1]), ["/1", "/2"]);
  assert.equal(agent.idle, true);
  assert.deepEqual([parts.flights.count, parts.clocks.open], [0, 1]);
});

Deno.test("serveHttp1() answers pipelined requests in their order, bodies and all", async () => {
  const upstreams = [fakeStream(OK), fakeStream(OK)];
  const { stream, served } = serving(upstreams);
  const post = "POST http://a.test/p HTTP/1.1\r\nHost: a.test\r\nContent-Length: 3\r\n\r\nabc";
  stream.feed(post + GET + `${DENIED}\r\n`);
  stream.feedEnd();
  await served;
  assert.deepEqual(statuses(stream), [200, 200, 403]);
  assert.match(upstreams[0]?.written ?? "", /^POST \/p .*\r\n\r\nabc$/s);
  assert.match(upstreams[1]?.written ?? "", /^GET \/1 /);
});

Deno.test("serveHttp1() returns the target of a CONNECT, and leaves the tunnel's bytes to it", async () => {
  const { agent, stream, served } = serving([]);
  stream.feed("CONNECT B.test:443 HTTP/1.1\r\nHost: b.test:443\r\n\r\n\x16\x03");
  assert.deepEqual(await served, { host: "b.test", port: 443 });
  assert.equal(stream.written, "HTTP/1.1 200 Connection Established\r\n\r\n");
  assert.equal(textOf(agent.reader.held), "\x16\x03");
});

Deno.test("serveHttp1() refuses a CONNECT that names no port, and goes on", async () => {
  const { stream, served } = serving([]);
  stream.feed("CONNECT a.test HTTP/1.1\r\nHost: a.test\r\n\r\n", `${DENIED}\r\n`);
  stream.feedEnd();
  assert.equal(await served, undefined);
  assert.deepEqual(statuses(stream), [400, 403]);
});

Deno.test("serveHttp1() asks the proxy port for the token, before it looks at anything else", async () => {
  const { stream, served } = serving([fakeStream(OK)], { proxyToken: new Secret("dummy") });
  stream.feed(GET, "CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\n\r\n");
  stream.feed(GET.replace("\r\n\r\n", "\r\nProxy-Authorization: Bearer dummy\r\n\r\n"));
  await stream.saw("200 OK");
  stream.feedEnd();
  assert.equal(await served, undefined);
  assert.deepEqual(statuses(stream), [407, 407, 200]);
  assert.match(stream.written, /Proxy-Authenticate: Basic/);
});

Deno.test("serveHttp1() asks for no token in a tunnel, which was granted with one", async () => {
  const at = { kind: "tunnel", scheme: "https", authority: { host: "a.test", port: 443 } } as const;
  const { stream, served } = serving([fakeStream(OK)], { proxyToken: new Secret("dummy") }, {
    at,
    serverName: "a.test",
  });
  stream.feed("GET / HTTP/1.1\r\nHost: a.test\r\n\r\n");
  stream.feed("CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\n\r\n");
  stream.feedEnd();
  assert.equal(await served, undefined);
  assert.deepEqual(statuses(stream), [200, 405]);
});

Deno.test("serveHttp1() answers what breaks HTTP with 400 in words, and reads on until the agent closes", async () => {
  const { parts, stream, served } = serving([]);
  stream.feed("GET http://a.test/ HTTP/1.1\r\nHost: a.test\nX: y\r\n\r\n");
  await stream.saw("bare LF");
  assert.deepEqual(statuses(stream), [400]);
  assert.match(stream.written, /\r\nConnection: close\r\n/);
  stream.feed("whatever it has sent already");
  await othersRun();
  assert.equal(await Promise.race([served, Promise.resolve("reading")]), "reading");
  stream.feedEnd();
  assert.equal(await served, undefined);
  assert.equal(parts.events[0]?.event, "egress_block");
});

Deno.test("serveHttp1() ends without an answer where the agent resets the connection", async () => {
  const { stream, served } = serving([]);
  stream.feed("GET http");
  stream.feedFailure(new Error("reset"));
  assert.equal(await served, undefined);
  assert.equal(stream.written, "");
});

Deno.test("serveHttp1() closes the upstream as soon as the agent leaves, and logs nothing", async () => {
  for (const leave of ["feedEnd", "feedFailure"] as const) {
    const upstream = fakeStream();
    const { parts, stream, served } = serving([upstream]);
    stream.feed(GET);
    await upstream.saw("\r\n\r\n");
    stream[leave](new Error("reset"));
    assert.equal(await served, undefined);
    assert.equal(upstream.closed, true);
    assert.deepEqual([parts.flights.count, parts.clocks.open, parts.events], [0, 1, []]);
  }
});

Deno.test("serveHttp1() notices the leaving behind a body and in the middle of an answer, too", async () => {
  const upstream = fakeStream("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbegun");
  const { parts, stream, served } = serving([upstream]);
  stream.feed("POST http://a.test/ HTTP/1.1\r\nHost: a.test\r\nContent-Length: 3\r\n\r\nabc");
  await stream.saw("begun");
  stream.feedEnd();
  assert.equal(await served, undefined);
  assert.deepEqual([upstream.closed, stream.closed], [true, true]);
  assert.deepEqual([parts.flights.count, parts.clocks.open], [0, 1]);
});

Deno.test("serveHttp1() cuts an answer whose upstream breaks off", async () => {
  const upstream = fakeStream("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbegun");
  const { parts, stream, served } = serving([upstream]);
  stream.feed(GET);
  await stream.saw("begun");
  upstream.feedEnd();
  assert.equal(await served, undefined);
  assert.equal(stream.closed, true);
  assert.equal(parts.events[0]?.event, "egress_upstream_error");
});

Deno.test("serveHttp1() discards the body of a refused request and serves the next", async () => {
  const { stream, served } = serving([fakeStream(OK)]);
  stream.feed(`${DENIED}Content-Length: 6\r\n\r\nabc`);
  await stream.saw("b.test");
  stream.feed("def" + GET);
  await stream.saw("200 OK");
  stream.feedEnd();
  await served;
  assert.deepEqual(statuses(stream), [403, 200]);
});

Deno.test("serveHttp1() discards a long body too, but ends the connection behind it", async () => {
  const { stream, served } = serving([]);
  const length = limits.drainKeepBytes + 1;
  stream.feed(`${DENIED}Content-Length: ${length}\r\n\r\n`);
  await stream.saw("b.test");
  assert.match(stream.written, /\r\nConnection: close\r\n/);
  assert.equal(await Promise.race([served, Promise.resolve("serving")]), "serving");
  stream.feed(new Uint8Array(length));
  assert.equal(await served, undefined);
});

Deno.test("serveHttp1() refuses without asking for a body that waits for a 100, and then ends", async () => {
  const { stream, served } = serving([]);
  stream.feed(`${DENIED}Content-Length: 6\r\nExpect: 100-continue\r\n\r\n`);
  await stream.saw("b.test");
  assert.deepEqual(statuses(stream), [403]);
  assert.match(stream.written, /\r\nConnection: close\r\n/);
  stream.feed("GET /misread HTTP/1.1\r\n\r\n");
  stream.feedEnd();
  assert.equal(await served, undefined);
  assert.deepEqual(statuses(stream), [403]);
});

Deno.test("serveHttp1() brings an answer that comes before the body has ended, and reads the rest", async () => {
  const upstream = fakeStream();
  const { parts, stream, served } = serving([upstream, fakeStream(OK)], {
    routes: [testRoute({ outboundDetectors: [] })],
  });
  const length = limits.smallBodyBytes + 1;
  stream.feed(
    `POST http://a.test/ HTTP/1.1\r\nHost: a.test\r\nContent-Length: ${length + 3}\r\n\r\n`,
    new Uint8Array(length),
  );
  await upstream.saw("\r\n\r\n\0");
  upstream.feed(OK.replace("200 OK", "413 No"));
  await stream.saw("ok");
  stream.feed(`abc${GET}`);
  await stream.saw("200 OK");
  stream.feedEnd();
  await served;
  assert.deepEqual(statuses(stream), [413, 200]);
  assert.equal(upstream.closed, true);
  assert.deepEqual([parts.flights.count, parts.clocks.open], [0, 1]);
});

Deno.test("serveHttp1() serves one request to HTTP/1.0 and to an agent that wants to close", async () => {
  for (
    const request of [
      GET.replace("HTTP/1.1", "HTTP/1.0"),
      GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"),
    ]
  ) {
    const { stream, served } = serving([fakeStream(OK)]);
    stream.feed(request + GET);
    assert.equal(await served, undefined);
    assert.deepEqual(statuses(stream), [200]);
    assert.match(stream.written, /\r\nConnection: close\r\n/);
  }
});

Deno.test("serveHttp1() ends with the request under way once a stop was asked for", async () => {
  const before = fakeStream();
  const first = serving([before]);
  first.stream.feed(GET);
  await before.saw("\r\n\r\n");
  first.parts.setStopping();
  before.feed(OK);
  assert.equal(await first.served, undefined);
  assert.match(first.stream.written, /\r\nConnection: close\r\n\r\nok$/);
  const begun = fakeStream("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
  const second = serving([begun]);
  second.stream.feed(GET);
  await second.stream.saw("\r\n\r\no");
  second.parts.setStopping();
  begun.feed("k");
  assert.equal(await second.served, undefined);
  assert.match(second.stream.written, /ok$/);
});
