/**
 * An agent that may talk to every address of this machine tries to reach the operator's listener. Each
 * way ends in a refusal of the sidecar's own, and none in an answer of the console.
 */
import assert from "node:assert/strict";
import { connectHttp2Tunnel } from "../support/http2_client.ts";
import { connectRaw, connectTunnel, type RawResponse } from "../support/raw_client.ts";
import { answering, okAnswer, startRecordingUpstream } from "../support/recording_upstream.ts";
import { CONSOLE_TOKEN, startTestConsole, type TestConsole } from "../support/test_console.ts";
import { within } from "../support/within.ts";

const HOSTS = [
  ...["*.test", "localhost", "127.0.0.1", "127.1.2.3", "0.0.0.0", "::1", "::", "::ffff:127.0.0.1"],
  ...["64:ff9b::7f00:1", "*.localhost", "console.internal", "::ffff:0.0.0.0", "2002:7f00:1::"],
];

const ROUTES = `routes:\n${
  HOSTS.map((host) => `  - { host: "${host}", allow_private_addresses: true }\n`).join("")
}`;

/** Names of the console's address, in every family and writing that a DNS server can give. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  "v4.test": ["127.0.0.1"],
  "v6.test": ["::1"],
  "mapped.test": ["::ffff:7f00:1"],
  "nat64.test": ["64:ff9b::7f00:1"],
  "nowhere.test": ["0.0.0.0"],
  "nowhere6.test": ["::"],
  "second.test": ["127.0.0.9", "127.0.0.1"],
  "console.internal": ["127.0.0.1"],
  "localhost": ["127.0.0.1"],
  "a.localhost": ["127.0.0.1"],
};

const dns = (name: string) => ADDRESSES[name];

function get(authority: string, host = authority, path = "/api/status", more = ""): string {
  return `GET http://${authority}${path} HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`;
}

/** The console gives every answer this policy; the sidecar's own have a reason instead. */
function isConsole({ field, body }: Pick<RawResponse, "field" | "body">): boolean {
  return field("content-security-policy") !== undefined || body.includes("operator's token");
}

/** The way, the authority that is asked for, and the codes that may refuse it. */
const writings: readonly (readonly [way: string, host: string, ...reasons: string[]])[] = [
  ["its address", "127.0.0.1", "self-target"],
  ["localhost", "localhost", "self-target"],
  ["a name below localhost", "a.localhost", "self-target"],
  ["all addresses", "0.0.0.0", "self-target"],
  ["all addresses of IPv6", "[::]", "self-target"],
  ["an IPv4-mapped address", "[::ffff:127.0.0.1]", "self-target", "ambiguous-target"],
  ["the same in hexadecimal", "[::ffff:7f00:1]", "self-target", "ambiguous-target"],
  ["all addresses, mapped", "[::ffff:0.0.0.0]", "self-target", "private-address"],
  ["a NAT64 address", "[64:ff9b::7f00:1]", "self-target"],
  ["a 6to4 address", "[2002:7f00:1::]", "self-target"],
  ["one decimal number", "2130706433", "ambiguous-target"],
  ["one hexadecimal number", "0x7f000001", "ambiguous-target"],
  ["an octal part", "0177.0.0.1", "ambiguous-target"],
  ["a short form", "127.1", "ambiguous-target"],
  ["a leading zero", "127.0.0.01", "ambiguous-target"],
  ["a final dot", "127.0.0.1.", "ambiguous-target"],
  ["a zone", "[::1%25lo]", "ambiguous-target"],
  ["a percent sign", "127.0.0.%31", "ambiguous-target"],
  ["user information", "a.test@127.0.0.1", "ambiguous-target", "bad-request"],
  ["a name with its address", "v4.test", "self-target"],
  ["a name with a mapped address", "mapped.test", "self-target"],
  ["a name with a NAT64 address", "nat64.test", "self-target"],
  ["a name with no address in particular", "nowhere.test", "self-target"],
  ["the same of IPv6", "nowhere6.test", "self-target"],
  ["a name whose second address it is", "second.test", "self-target"],
  ["a name that the operator calls it by", "console.internal", "self-target"],
];

const SETTINGS = {
  routes: ROUTES,
  env: { EGRESS_ADMIN_HOSTS: "console.internal" },
  dns,
};

Deno.test("the operator's listener is reached by no writing of its address, in absolute form", async () => {
  await using proxy = await startTestConsole(SETTINGS);
  await assertReachable(proxy);
  for (const [way, host, ...reasons] of writings) {
    using client = await connectRaw(proxy.port);
    const answer = await client.ask(get(`${host}:${proxy.adminPort}`));
    assert.ok(reasons.includes(answer.field("x-egress-reason") ?? ""), `${way}: ${answer.body}`);
    assert.ok(!isConsole(answer), way);
  }
  assert.deepEqual(await seen(proxy), 0);
});

Deno.test("the operator's listener is reached by no writing of its address, through CONNECT", async () => {
  await using proxy = await startTestConsole(SETTINGS);
  for (const [way, host, ...reasons] of writings) {
    const authority = `${host}:${proxy.adminPort}`;
    let answer: RawResponse;
    try {
      using tunnel = await connectTunnel(proxy.port, authority);
      answer = await tunnel.ask(`GET /api/status HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
    } catch (error) {
      // The CONNECT itself was refused, which is as good.
      assert.match(String(error), /tunnel was refused with 400/, way);
      continue;
    }
    assert.ok(reasons.includes(answer.field("x-egress-reason") ?? ""), `${way}: ${answer.body}`);
    assert.ok(!isConsole(answer), way);
  }
  assert.deepEqual(await seen(proxy), 0);
});

Deno.test("the operator's listener is not reached over TLS, HTTP/2 or a WebSocket either", async () => {
  await using proxy = await startTestConsole(SETTINGS);
  const authority = `v4.test:${proxy.adminPort}`;
  const { caPem } = proxy;
  using tls = await connectTunnel(proxy.port, authority, { caPem });
  const overTls = await tls.ask(`GET / HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
  assert.equal(overTls.field("x-egress-reason"), "self-target");
  using http2 = await connectHttp2Tunnel(proxy.port, authority, { caPem });
  const overHttp2 = await http2.ask({ ":path": "/api/status" });
  assert.equal(overHttp2.field("x-egress-reason"), "self-target");
  using socket = await connectRaw(proxy.port);
  const upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";
  const upgraded = await socket.ask(get(authority, authority, "/api/events", upgrade));
  assert.equal(upgraded.field("x-egress-reason"), "self-target");
});

Deno.test("the operator's listener is not what a Host or a target inside a tunnel may mean", async () => {
  await using upstream = startRecordingUpstream(answering(okAnswer("upstream")));
  await using proxy = await startTestConsole(SETTINGS);
  const console = `127.0.0.1:${proxy.adminPort}`;
  const authority = `v4.test:${upstream.port}`;
  const requests = [
    get(authority, console),
    `GET http://${authority}/ HTTP/1.1\r\nHost: ${authority}\r\nHost: ${console}\r\n\r\n`,
    `GET /api/status HTTP/1.1\r\nHost: ${console}\r\n\r\n`,
  ];
  for (const request of requests) {
    using client = await connectRaw(proxy.port);
    const { status, field } = await client.ask(request);
    assert.ok(status === 400 || status === 421, `${status} ${field("x-egress-reason")}`);
  }
  for (const target of [`http://${console}/api/status`, "/"]) {
    using tunnel = await connectTunnel(proxy.port, authority);
    const { status } = await tunnel.ask(`GET ${target} HTTP/1.1\r\nHost: ${console}\r\n\r\n`);
    assert.equal(status, 421, target);
  }
  assert.equal(upstream.received, "");
});

Deno.test("the operator's listener is no part of what the sidecar tells agents", async () => {
  await using proxy = await startTestConsole(SETTINGS);
  const paths = ["/api/status", "/api/questions", "/api/events", "/metrics", "/api/openapi.json"];
  for (const authority of ["_egress.local", `_egress.local:${proxy.adminPort}`]) {
    for (const path of paths) {
      using client = await connectRaw(proxy.port);
      const answer = await client.ask(get(authority, authority, path));
      assert.equal(answer.status, 404, path);
      assert.match(answer.body, /^egress introspection: no such endpoint/);
    }
  }
  using own = await connectRaw(proxy.port);
  const answer = await own.ask(
    `GET /api/status HTTP/1.1\r\nHost: 127.0.0.1:${proxy.adminPort}\r\n\r\n`,
  );
  assert.equal(answer.status, 400);
});

Deno.test("the operator's listener is refused while it is bound to all addresses, by each of them", async () => {
  await using proxy = await startTestConsole({
    ...SETTINGS,
    env: { EGRESS_ADMIN: "0.0.0.0:0" },
    dns: () => [Deno.networkInterfaces().map(({ address }) => address)[0] ?? "127.0.0.1"],
  });
  for (const host of ["a.test", "127.1.2.3", "127.0.0.1"]) {
    using client = await connectRaw(proxy.port);
    const answer = await client.ask(get(`${host}:${proxy.adminPort}`));
    assert.equal(answer.field("x-egress-reason"), "self-target", host);
  }
});

Deno.test("the operator's token leaves by no request, should an agent come by it", async () => {
  await using upstream = startRecordingUpstream(answering(okAnswer("upstream")));
  await using proxy = await startTestConsole(SETTINGS);
  const authority = `v4.test:${upstream.port}`;
  using client = await connectRaw(proxy.port);
  const field = `X-Note: ${btoa(CONSOLE_TOKEN)}\r\n`;
  const answer = await client.ask(get(authority, authority, "/", field));
  assert.equal(answer.field("x-egress-reason"), "secret-found");
  assert.equal(upstream.received, "");
  assert.equal(proxy.log.some((line) => line.includes(CONSOLE_TOKEN)), false);
});

Deno.test("the operator's listener is closed to no operator while agents knock at it", async () => {
  await using proxy = await startTestConsole(SETTINGS);
  const knocks = Array.from({ length: 50 }, async () => {
    using client = await connectRaw(proxy.port);
    return (await client.ask(get(`v4.test:${proxy.adminPort}`))).status;
  });
  await assertReachable(proxy);
  assert.deepEqual(
    new Set(await within(10_000, Promise.all(knocks), "the knocks")),
    new Set([403]),
  );
});

async function assertReachable(proxy: TestConsole): Promise<void> {
  const answer = await proxy.operator("/api/status");
  assert.equal(answer.status, 200);
  await answer.body?.cancel();
}

/** How many requests were allowed to go anywhere. */
async function seen(proxy: TestConsole): Promise<number> {
  const { requests } = await (await proxy.operator("/api/requests?verdict=forwarded,cut")).json();
  return requests.length;
}
