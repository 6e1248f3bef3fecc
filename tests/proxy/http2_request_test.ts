import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import type { Http2Tunnel } from "../../lib/proxy/http2_bridge.ts";
import { serveHttp2Request } from "../../lib/proxy/http2_request.ts";
import { type FakeStream, fakeStream } from "../support/fake_stream.ts";
import { testParts, upstreamsOn } from "../support/proxy_parts.ts";
import { testRoute } from "../support/route.ts";
import { bytesOf } from "../support/wire_bytes.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/** A tunnel to `https://a.test`; `ended` resolves when a request of it has ended. */
function tunnelling(...upstreams: FakeStream[]) {
  const parts = testParts({ routes: [testRoute()], upstreams: upstreamsOn(upstreams) });
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const counts: number[] = [];
  const at = { kind: "tunnel", scheme: "https", authority: { host: "a.test", port: 443 } } as const;
  const tunnel: Http2Tunnel = {
    scope: { at, serverName: "a.test" },
    requests: 0,
    changed: () => {
      counts.push(tunnel.requests);
      if (tunnel.requests === 0) resolve();
    },
  };
  return {
    parts,
    tunnel,
    counts,
    ended,
    ask: (url: string, init: RequestInit = {}) =>
      serveHttp2Request(new Request(url, init), tunnel, parts),
  };
}

Deno.test("serveHttp2Request() asks the spine as HTTP/1.1 would, with the authority as Host", async () => {
  const upstream = fakeStream(OK);
  const { ask, ended, counts, parts } = tunnelling(upstream);
  const response = await ask("https://a.test/p?q=1", { headers: { "x-a": "1" } });
  assert.deepEqual([response.status, await response.text()], [200, "ok"]);
  await ended;
  assert.equal(upstream.written, "GET /p?q=1 HTTP/1.1\r\nHost: a.test\r\nx-a: 1\r\n\r\n");
  assert.deepEqual(counts, [1, 0]);
  assert.deepEqual([parts.clocks.open, parts.flights.count], [0, 0]);
});

Deno.test("serveHttp2Request() refuses an authority that is not the tunnel's, and a Host that disagrees", async () => {
  const { ask } = tunnelling();
  const other = await ask("https://b.test/");
  assert.deepEqual([other.status, other.headers.get("x-egress-reason")], [
    421,
    "authority-mismatch",
  ]);
  const host = await ask("https://a.test/", { headers: { host: "b.test" } });
  assert.ok([400, 421].includes(host.status));
});

Deno.test("serveHttp2Request() takes a Host that says the same", async () => {
  const upstream = fakeStream(OK);
  const { ask } = tunnelling(upstream);
  assert.equal((await ask("https://a.test/", { headers: { host: "a.test" } })).status, 200);
  assert.equal(upstream.written, "GET / HTTP/1.1\r\nHost: a.test\r\n\r\n");
});

Deno.test("serveHttp2Request() sends a body with its length, announced or not", async () => {
  for (const headers of [[], [["content-length", "3"]]] as [string, string][][]) {
    const upstream = fakeStream(OK);
    const { ask } = tunnelling(upstream);
    await ask("https://a.test/", { method: "POST", body: bytesOf("abc") as BodyInit, headers });
    assert.match(upstream.written, /\r\ncontent-length: 3\r\n\r\nabc$/i);
    assert.equal(upstream.written.match(/content-length/gi)?.length, 1);
  }
});

Deno.test("serveHttp2Request() refuses a body that the platform hides", async () => {
  const { ask, ended } = tunnelling();
  const response = await ask("https://a.test/", { headers: { "content-length": "3" } });
  assert.equal(response.status, 400);
  assert.match(await response.text(), /^egress: the body of a GET request cannot be read/);
  await ended;
});

Deno.test("serveHttp2Request() refuses more requests at once than its bound", async () => {
  const { ask, tunnel } = tunnelling();
  tunnel.requests = limits.http2Requests;
  const response = await ask("https://a.test/");
  assert.deepEqual([response.status, response.headers.get("x-egress-reason")], [
    503,
    "too-many-connections",
  ]);
});

Deno.test("serveHttp2Request() closes the upstream when the agent leaves", async () => {
  const upstream = fakeStream();
  const { ask, ended, parts } = tunnelling(upstream);
  const abort = new AbortController();
  const answered = ask("https://a.test/", { signal: abort.signal });
  await upstream.saw("\r\n\r\n");
  abort.abort();
  await answered;
  await ended;
  assert.equal(upstream.closed, true);
  assert.deepEqual([parts.clocks.open, parts.flights.count, parts.events], [0, 0, []]);
});

Deno.test("serveHttp2Request() discards the body of a refused request beside its answer, bounded", async () => {
  const { ask, ended, parts } = tunnelling();
  let cancelled = false;
  const body = new ReadableStream({ cancel: () => void (cancelled = true) });
  const response = await ask("https://b.test/", { method: "POST", body });
  assert.equal(response.status, 421);
  while (parts.clocks.running.length === 0) await Promise.resolve();
  parts.clocks.advance(limits.drainMs);
  await ended;
  assert.deepEqual([cancelled, parts.clocks.open], [true, 0]);
});

Deno.test("serveHttp2Request() takes no more of a refused body than its bound of bytes", async () => {
  const { ask, ended, parts } = tunnelling();
  const slice = new Uint8Array(16 * 1024 * 1024);
  let cancelled = false;
  const body = new ReadableStream({
    pull: (controller) => controller.enqueue(slice),
    cancel: () => void (cancelled = true),
  }, { highWaterMark: 0 });
  assert.equal((await ask("https://b.test/", { method: "POST", body })).status, 421);
  await ended;
  assert.deepEqual([cancelled, parts.clocks.open], [true, 0]);
});

Deno.test("serveHttp2Request() ends a request whose body stops coming", async () => {
  const upstream = fakeStream();
  const { ask, ended, parts } = tunnelling(upstream);
  parts.setRoutes([testRoute({ outboundDetectors: [] })]);
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new Uint8Array(limits.smallBodyBytes + 1)),
  });
  const answered = ask("https://a.test/", { method: "POST", body });
  await upstream.saw("\r\n\r\n");
  while (!parts.clocks.running.includes("the body did not come in time")) await Promise.resolve();
  parts.clocks.advance(limits.agentStallMs);
  await answered;
  await ended;
  assert.equal(upstream.closed, true);
  assert.deepEqual([parts.clocks.open, parts.flights.count], [0, 0]);
});
