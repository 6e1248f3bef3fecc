import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../lib/limits.ts";
import { http2Frames } from "../support/http2_frames.ts";
import { connectRaw, connectTunnel, type RawClient } from "../support/raw_client.ts";
import { startRecordingUpstream } from "../support/recording_upstream.ts";
import { startTestSidecar, type TestSidecar } from "../support/test_sidecar.ts";
import { sharedAuthority } from "../support/tls_authority.ts";
import { until } from "../support/until.ts";

/** How many times faster than the world's the clocks run. */
const SPEED = 40;
/** Between two bytes of a client that is slow and not silent; no clock of these is that short. */
const DRIP_MS = 20;
/** How late a clock may be on a busy machine; less than lies between the clocks of a head and of idling. */
const SLACK_MS = 2_000;
/** What the kernel, TLS and our own slabs may hold of an answer that nobody reads. */
const MOST_UNREAD_BYTES = 32 * 1024 * 1024;

const ROUTES = `
routes:
  - host: 127.0.0.1
    allow_private_addresses: true
    dlp: { outbound_detectors: false, inbound_detectors: false }
`;

type Connect = (sidecar: TestSidecar, authority: string) => Promise<RawClient>;

const plain: Connect = ({ port }) => connectRaw(port);
const tunnel: Connect = ({ port }, authority) => connectTunnel(port, authority);
const tls: Connect = ({ port, caPem }, authority) => connectTunnel(port, authority, { caPem });
const http2: Connect = ({ port, caPem }, authority) =>
  connectTunnel(port, authority, { caPem, alpn: ["h2"] });

interface SlowClient {
  readonly name: string;
  readonly connect: Connect;
  /** Sent at once; `$H` is the authority of the upstream in clear. */
  readonly first: string | Uint8Array | ((authority: string) => Uint8Array);
  /** Sent again and again, slowly. */
  readonly drip?: string | Uint8Array;
  /** The clock that ends it. */
  readonly clockMs: number;
  /** Whether the protocol's own bounds may end it before. */
  readonly sooner?: true;
}

const HEAD = "GET / HTTP/1.1\r\nHost: $H\r\nX: ";
const BODY = "POST /post HTTP/1.1\r\nHost: $H\r\nContent-Length: 100\r\n\r\nten bytes.";
/** The first record of a handshake says 512 bytes and brings nine. */
const HALF_HELLO = "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03abc";
const GET = { method: "GET", authority: "127.0.0.1", path: "/" } as const;

const SLOW: readonly SlowClient[] = [
  { name: "nothing at all", connect: plain, first: "", clockMs: limits.agentIdleMs },
  { name: "a head", connect: plain, first: HEAD, drip: "a", clockMs: limits.agentHeadMs },
  { name: "half a head", connect: plain, first: HEAD, clockMs: limits.agentHeadMs },
  { name: "one letter", connect: plain, first: "G", clockMs: limits.agentHeadMs },
  { name: "a head, tunnel", connect: tunnel, first: HEAD, drip: "a", clockMs: limits.agentHeadMs },
  { name: "a head, TLS", connect: tls, first: HEAD, drip: "a", clockMs: limits.agentHeadMs },
  { name: "silence, tunnel", connect: tunnel, first: "", clockMs: limits.tunnelFirstByteMs },
  {
    name: "half a ClientHello",
    connect: tunnel,
    first: HALF_HELLO,
    clockMs: limits.agentHandshakeMs,
  },
  {
    name: "a ClientHello byte by byte",
    connect: tunnel,
    first: HALF_HELLO,
    drip: "a",
    clockMs: limits.agentHandshakeMs,
  },
  { name: "silence, TLS", connect: tls, first: "", clockMs: limits.agentIdleMs },
  { name: "silence, HTTP/2", connect: http2, first: "", clockMs: limits.agentIdleMs },
  {
    name: "half a preface, HTTP/2",
    connect: http2,
    first: http2Frames.preface.subarray(0, 10),
    clockMs: limits.agentHeadMs,
  },
  {
    name: "PINGs, HTTP/2",
    connect: http2,
    first: http2Frames.preface,
    drip: http2Frames.ping,
    clockMs: limits.agentHeadMs,
  },
  {
    name: "CONTINUATION, HTTP/2",
    connect: http2,
    first: Buffer.concat([http2Frames.preface, http2Frames.openHeaders(GET)]),
    drip: http2Frames.continuation(5),
    clockMs: limits.agentHeadMs,
    sooner: true,
  },
  {
    name: "a head without end, HTTP/2",
    connect: http2,
    first: Buffer.concat([http2Frames.preface, http2Frames.openHeaders(GET)]),
    clockMs: limits.agentHeadMs,
  },
  { name: "half a body", connect: plain, first: absolute(BODY), clockMs: limits.agentStallMs },
  { name: "half a body, tunnel", connect: tunnel, first: BODY, clockMs: limits.agentStallMs },
  {
    name: "half a body, HTTP/2",
    connect: http2,
    first: (authority) => {
      const post = { method: "POST", authority, path: "/post" } as const;
      const { preface, headers, data } = http2Frames;
      return Buffer.concat([preface, headers(post, false), data("ten bytes.")]);
    },
    // The stream ends with its own clock, and then the tunnel because it is idle.
    clockMs: limits.agentStallMs + limits.agentIdleMs,
  },
];

Deno.test("serveAgents() ends whoever keeps it waiting, each by its clock", async () => {
  let answered = 0;
  await using upstream = startRecordingUpstream(async (connection) => {
    while (await connection.request() !== null) answered += 1;
  });
  await using sidecar = await startTestSidecar({ routes: ROUTES, clockSpeed: SPEED });
  const authority = `127.0.0.1:${upstream.port}`;
  // The first handshake mints the leaf, for which the fast clock has little time.
  (await tls(sidecar, authority)).close();

  await Promise.all(SLOW.map(async ({ name, connect, first, drip, clockMs, sooner }) => {
    using client = await connect(sidecar, authority);
    const began = performance.now();
    await client.send(bytesFor(first, authority));
    const dripping = setInterval(() => void client.send(drip ?? "").catch(() => {}), DRIP_MS);
    const said = await client.rest().finally(() => clearInterval(dripping));
    const took = performance.now() - began;
    const due = clockMs / SPEED;
    const timely = (sooner || took > due * 0.8) && took < due + SLACK_MS;
    assert.ok(timely, `${name}: ended after ${took} ms`);
    assert.doesNotMatch(said, /^HTTP\/1\.1 2/, name);
  }));

  await until(() => sidecar.sidecar.counts().connections === 0);
  assert.equal(sidecar.sidecar.counts().flights, 0);
  assert.equal(answered, 0, "no request was whole");
});

Deno.test("relay() ends a reader that stops, and reads no further upstream", async () => {
  const certificate = await (await sharedAuthority()).leaf({ names: ["127.0.0.1"] });
  const written: number[] = [];
  const slab = "x".repeat(64 * 1024);
  const endless = (tls?: typeof certificate) =>
    startRecordingUpstream(async (connection) => {
      await connection.request();
      const at = written.push(0) - 1;
      await connection.write(`HTTP/1.1 200 OK\r\nContent-Length: ${2 ** 40}\r\n\r\n`);
      while (true) {
        await connection.write(slab);
        written[at] = (written[at] ?? 0) + slab.length;
      }
    }, tls && { tls });
  await using clear = endless();
  await using secure = endless(certificate);
  await using sidecar = await startTestSidecar({ routes: ROUTES, clockSpeed: SPEED });
  const before = Deno.memoryUsage().rss;
  const at = ({ port }: { port: number }) => `127.0.0.1:${port}`;
  const get = (authority: string) => `GET / HTTP/1.1\r\nHost: ${authority}\r\n\r\n`;
  const request = { ...GET, authority: at(secure) };
  const clients = [
    { client: await connectRaw(sidecar.port), asks: absolute(get(at(clear))) },
    { client: await tunnel(sidecar, at(clear)), asks: get(at(clear)) },
    { client: await tls(sidecar, at(secure)), asks: get(at(secure)) },
    {
      client: await http2(sidecar, at(secure)),
      asks: Buffer.concat([http2Frames.preface, http2Frames.headers(request, true)]),
    },
  ];
  const due = limits.agentStallMs / SPEED;

  for (const { client, asks } of clients) await client.send(asks);
  // Not that all are under way at once: the first may have been ended before the last has begun.
  await until(() => written.length === clients.length);
  await until(() => sidecar.sidecar.counts().flights === 0, { timeoutMs: due + 3 * SLACK_MS });
  // A tunnel of HTTP/2 outlives its stream, and ends when it is idle.
  await until(() => sidecar.sidecar.counts().connections === 0);

  assert.equal(written.length, clients.length);
  for (const bytes of written) assert.ok(bytes < MOST_UNREAD_BYTES, `${bytes} bytes were read`);
  assert.ok(Deno.memoryUsage().rss - before < 4 * MOST_UNREAD_BYTES);
  for (const { client } of clients) client.close();
});

Deno.test("Http2Bridge bounds what it holds of a head without end", async () => {
  await using sidecar = await startTestSidecar({ routes: ROUTES });
  using client = await http2(sidecar, "127.0.0.1:443");
  const before = Deno.memoryUsage().rss;
  await client.send(http2Frames.preface);
  await client.send(http2Frames.openHeaders(GET));
  const flood = Buffer.concat(Array.from({ length: 1000 }, () => http2Frames.continuation(120)));
  let sent = 0;
  try {
    for (; sent < MOST_UNREAD_BYTES; sent += flood.length) await client.send(flood);
  } catch {
    // Closed by the other side, as it should be.
  }
  assert.ok(sent < MOST_UNREAD_BYTES, "a head of 32 MiB was taken");
  assert.ok(Deno.memoryUsage().rss - before < 2 * MOST_UNREAD_BYTES);
  await until(() => sidecar.sidecar.counts().connections === 0);
});

function bytesFor(first: SlowClient["first"], authority: string): string | Uint8Array {
  if (typeof first === "function") return first(authority);
  return typeof first === "string" ? first.replaceAll("$H", authority) : first;
}

/** The same request in absolute form. */
function absolute(request: string): string {
  const host = /Host: (\S+)/.exec(request)?.[1] ?? "";
  return request.replace(" /", ` http://${host}/`);
}
