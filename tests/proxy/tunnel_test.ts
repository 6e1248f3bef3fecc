import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import type { Agent } from "../../lib/proxy/agent.ts";
import { connStream } from "../../lib/proxy/conn_stream.ts";
import type { Http2Bridge } from "../../lib/proxy/http2_bridge.ts";
import { Reader } from "../../lib/proxy/reader.ts";
import { serveTunnel } from "../../lib/proxy/tunnel.ts";
import { fakeStream } from "../support/fake_stream.ts";
import { loopbackPair } from "../support/loopback_pair.ts";
import { fakeAgent, testParts, upstreamsOn } from "../support/proxy_parts.ts";
import { rawClient } from "../support/raw_client.ts";
import { testRoute } from "../support/route.ts";
import { staticLeaves } from "../support/static_leaves.ts";
import { sharedAuthority } from "../support/tls_authority.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const A = { host: "a.test", port: 443 };

/** No bridge, but what was given to it. */
function fakeBridge() {
  const served: string[] = [];
  const bridge: Http2Bridge = {
    serve(_, scope) {
      served.push(String(scope.serverName));
      return Promise.resolve();
    },
    address: { hostname: "127.0.0.1", port: 1 },
    close: () => Promise.resolve(),
  };
  return { bridge, served };
}

function inClear(authority = { host: "a.test", port: 80 }) {
  const upstream = fakeStream(OK);
  const parts = testParts({ routes: [testRoute()], upstreams: upstreamsOn([upstream]) });
  const agent = fakeAgent(parts.clocks);
  const served = serveTunnel(agent, authority, parts, fakeBridge().bridge);
  return { parts, agent, stream: agent.stream, upstream, served };
}

/** A tunnel over a socket, in which the agent opens TLS. */
async function overTls(
  { serverName, alpn = ["http/1.1"], authority = A }: {
    serverName: string;
    alpn?: string[];
    authority?: typeof A;
  },
) {
  const { near, far } = await loopbackPair();
  const leaves = staticLeaves();
  const upstream = fakeStream(OK);
  const parts = testParts({
    routes: [testRoute(), testRoute({ host: "127.0.0.1", allowPrivateAddresses: true })],
    upstreams: upstreamsOn([upstream]),
    leaves,
  });
  const stream = connStream(far);
  const watch = parts.clocks.watch(() => stream.close());
  const agent: Agent = { stream, reader: new Reader(stream), watch, idle: false };
  const { bridge, served: bridged } = fakeBridge();
  const served = serveTunnel(agent, authority, parts, bridge);
  const tls = await Deno.startTls(near, {
    hostname: serverName,
    caCerts: [(await sharedAuthority()).certificatePem],
    alpnProtocols: alpn,
  });
  return {
    leaves,
    upstream,
    parts,
    served,
    bridged,
    tls,
    async close() {
      tls.close();
      await served;
      watch.end();
      await stream.end();
      assert.equal(parts.clocks.open, 0);
    },
  };
}

Deno.test("serveTunnel() takes a method's letter for HTTP in clear, judged by the tunnel's authority", async () => {
  const { stream, upstream, served } = inClear();
  stream.feed("GET /p HTTP/1.1\r\nHost: a.test\r\n\r\n");
  await stream.saw("ok");
  assert.equal(upstream.written, "GET /p HTTP/1.1\r\nHost: a.test\r\n\r\n");
  stream.feed("GET / HTTP/1.1\r\nHost: b.test\r\n\r\n");
  await stream.saw("421 ");
  stream.feedEnd();
  await served;
});

Deno.test("serveTunnel() takes the bytes that came with the CONNECT", async () => {
  const parts = testParts({ routes: [testRoute()], upstreams: upstreamsOn([fakeStream(OK)]) });
  const agent = fakeAgent(parts.clocks, "GET /p HTTP/1.1\r\nHost: a.test\r\n\r\n");
  await agent.reader.fill();
  const served = serveTunnel(agent, { host: "a.test", port: 80 }, parts, fakeBridge().bridge);
  await agent.stream.saw("ok");
  agent.stream.feedEnd();
  await served;
});

Deno.test("serveTunnel() ends a tunnel that is neither TLS nor HTTP, without a word", async () => {
  for (const first of ["\x00\x01", "\x05\x01\x00", "\x15\x03\x01", "\x80"]) {
    const { stream, served } = inClear();
    stream.feed(first);
    await served;
    assert.equal(stream.written, "");
  }
});

Deno.test("serveTunnel() ends a silent tunnel by its clock, and one that its agent closes", async () => {
  const silent = inClear();
  assert.deepEqual(silent.parts.clocks.running, ["silence behind a CONNECT"]);
  assert.equal(silent.agent.idle, false);
  silent.parts.clocks.advance(limits.tunnelFirstByteMs);
  await silent.served;
  assert.equal(silent.stream.closed, true);
  const left = inClear();
  left.stream.feedEnd();
  await left.served;
});

Deno.test("serveTunnel() opens TLS and serves HTTP/1.1 in it", async () => {
  const { tls, leaves, close } = await overTls({ serverName: "a.test" });
  await tls.handshake();
  const client = rawClient(tls);
  assert.equal((await client.ask("GET /p HTTP/1.1\r\nHost: a.test\r\n\r\n")).body, "ok");
  assert.deepEqual(leaves.asked, [["a.test", true]]);
  await close();
});

Deno.test("serveTunnel() gives an HTTP/2 connection to the bridge, with the SNI that was sent", async () => {
  const { tls, bridged, served, close } = await overTls({ serverName: "a.test", alpn: ["h2"] });
  await tls.handshake();
  await served;
  assert.deepEqual(bridged, ["a.test"]);
  await close();
});

Deno.test("serveTunnel() finishes the handshake for a denied host, so that the reason can be read", async () => {
  const authority = { host: "denied.test", port: 443 };
  const { tls, leaves, close } = await overTls({ serverName: "denied.test", authority });
  await tls.handshake();
  const { status, body } = await rawClient(tls).ask("GET / HTTP/1.1\r\nHost: denied.test\r\n\r\n");
  assert.equal(status, 403);
  assert.match(body, /^egress: no route names denied\.test/);
  assert.deepEqual(leaves.asked, [["denied.test", false]]);
  await close();
});

Deno.test("serveTunnel() shows an agent that names another host the leaf of that one, and 421", async () => {
  const { tls, leaves, upstream, close } = await overTls({ serverName: "b.test" });
  await tls.handshake();
  const client = rawClient(tls);
  assert.equal((await client.ask("GET / HTTP/1.1\r\nHost: a.test\r\n\r\n")).status, 421);
  assert.equal((await client.ask("GET / HTTP/1.1\r\nHost: b.test\r\n\r\n")).status, 421);
  assert.deepEqual(leaves.asked, [["b.test", false]]);
  assert.equal(upstream.written, "");
  await close();
});

Deno.test("serveTunnel() mints for the tunnel's address where no SNI is sent", async () => {
  const authority = { host: "127.0.0.1", port: 443 };
  const { tls, leaves, close } = await overTls({ serverName: "127.0.0.1", authority });
  await tls.handshake();
  assert.deepEqual(leaves.asked, [["127.0.0.1", true]]);
  await close();
});

Deno.test("serveTunnel() counts the introspection's name among the allowed ones", async () => {
  const authority = { host: "_egress.local", port: 443 };
  const { tls, leaves, close } = await overTls({ serverName: "_egress.local", authority });
  await tls.handshake();
  assert.deepEqual(leaves.asked, [["_egress.local", true]]);
  await close();
});

Deno.test("serveTunnel() ends where the ClientHello is broken, stops coming, or its agent leaves", async () => {
  const broken = inClear();
  broken.stream.feed("\x16\x03\x01\x00\x05\xff\xff\xff\xff\xff");
  await broken.served;
  const stalled = inClear();
  stalled.stream.feed("\x16\x03\x01");
  await stalled.agent.reader.fill();
  while (!stalled.parts.clocks.running[0]?.includes("handshake")) await Promise.resolve();
  stalled.parts.clocks.advance(limits.agentHandshakeMs);
  await stalled.served;
  const left = inClear();
  left.stream.feed("\x16\x03\x01");
  left.stream.feedEnd();
  await left.served;
});
