import assert from "node:assert/strict";
import { createSecureContext } from "node:tls";
import { limits } from "../../lib/limits.ts";
import type { ByteStream } from "../../lib/proxy/byte_stream.ts";
import { connStream } from "../../lib/proxy/conn_stream.ts";
import { openTls, type TlsFront } from "../../lib/proxy/tls_front.ts";
import { fakeStream } from "../support/fake_stream.ts";
import { loopbackPair } from "../support/loopback_pair.ts";
import { sharedAuthority } from "../support/tls_authority.ts";
import { bytesOf, textOf } from "../support/wire_bytes.ts";

async function context() {
  return createSecureContext(await (await sharedAuthority()).leaf({ names: ["a.test"] }));
}

interface Opened {
  /** The agent's end, inside TLS. */
  readonly agent: Deno.TlsConn;
  /** The connection below, as the sidecar holds it. */
  readonly below: ByteStream;
  readonly front: TlsFront;
}

async function open(
  alpnProtocols?: string[],
  firstBytes = 0,
  wrap: (below: ByteStream) => ByteStream = (below) => below,
): Promise<Opened> {
  const { near, far } = await loopbackPair();
  const below = wrap(connStream(far));
  const agent = await Deno.startTls(near, {
    hostname: "a.test",
    caCerts: [(await sharedAuthority()).certificatePem],
    ...(alpnProtocols && { alpnProtocols }),
  });
  const handshake = agent.handshake();
  let first = new Uint8Array(0);
  if (firstBytes > 0) first = new Uint8Array(await below.read() ?? []);
  const front = await openTls(below, first, await context());
  await handshake;
  return { agent, below, front };
}

async function close({ agent, front, below }: Opened): Promise<void> {
  agent.close();
  front.stream.close();
  await front.stream.end();
  below.close();
}

async function readText(stream: ByteStream): Promise<string | null> {
  const bytes = await stream.read();
  return bytes && textOf(bytes);
}

Deno.test("openTls() opens TLS as the server and brings bytes both ways", async () => {
  const opened = await open();
  const { agent, front } = opened;
  await agent.write(bytesOf("from the agent"));
  assert.equal(await readText(front.stream), "from the agent");
  await front.stream.write(bytesOf("to the agent"));
  const buffer = new Uint8Array(100);
  const count = await agent.read(buffer) ?? 0;
  assert.equal(textOf(buffer.subarray(0, count)), "to the agent");
  await close(opened);
});

Deno.test("openTls() begins with the bytes that were read before", async () => {
  const opened = await open(undefined, 1);
  await opened.agent.write(bytesOf("abc"));
  assert.equal(await readText(opened.front.stream), "abc");
  await close(opened);
});

Deno.test("openTls() speaks HTTP/2 to an agent that offers it, else HTTP/1.1", async () => {
  for (
    const [offered, spoken] of [
      [["h2", "http/1.1"], "h2"],
      [["http/1.1"], "http/1.1"],
      [undefined, "http/1.1"],
    ] as const
  ) {
    const opened = await open(offered && [...offered]);
    assert.equal(opened.front.protocol, spoken);
    await close(opened);
  }
});

Deno.test("openTls() rejects a handshake that fails, whoever ends it", async () => {
  const broken = fakeStream("\x16\x03\x01\x00\x05hello");
  await assert.rejects(openTls(broken, new Uint8Array(0), await context()));
  const left = fakeStream();
  left.feedEnd();
  await assert.rejects(openTls(left, new Uint8Array(0), await context()));
  const expired = fakeStream();
  const opening = openTls(expired, new Uint8Array(0), await context());
  // What the clock of the caller does.
  expired.close();
  await assert.rejects(opening);
});

Deno.test("openTls() rejects where the agent does not trust the certificate", async () => {
  const { near, far } = await loopbackPair();
  const agent = await Deno.startTls(near, { hostname: "a.test", caCerts: [] });
  const below = connStream(far);
  const opening = assert.rejects(openTls(below, new Uint8Array(0), await context()));
  await assert.rejects(agent.handshake(), /UnknownIssuer/);
  agent.close();
  await opening;
  below.close();
});

Deno.test("openTls() says the agent's end, orderly or not", async () => {
  const orderly = await open();
  const reading = orderly.front.stream.read();
  orderly.agent.close();
  assert.equal(await reading, null);
  await orderly.front.stream.end();
  orderly.below.close();
  // Closed below, as a clock does it.
  const cut = await open();
  const waiting = cut.front.stream.read().then((bytes) => bytes, () => "failed");
  cut.below.close();
  assert.ok([null, "failed"].includes(await waiting as null | string));
  await assert.rejects(cut.front.stream.write(bytesOf("abc")));
  await cut.front.stream.end();
  cut.agent.close();
});

Deno.test("write() waits for an agent that does not read, until the connection is closed below", async () => {
  const stuck = Promise.withResolvers<void>();
  let writing = Promise.withResolvers<void>();
  let takes = true;
  const opened = await open(undefined, 0, (below) => ({
    ...below,
    async write(bytes) {
      if (takes) return await below.write(bytes);
      writing.resolve();
      await stuck.promise;
    },
    close() {
      stuck.reject(new Error("closed"));
      below.close();
    },
  }));
  const { front, below, agent } = opened;
  takes = false;
  writing = Promise.withResolvers<void>();
  const written = front.stream.write(bytesOf("abc"));
  await writing.promise;
  assert.equal(await Promise.race([written, Promise.resolve("waiting")]), "waiting");
  // The platform says of such a write that it went well.
  const failed = assert.rejects(written);
  below.close();
  await failed;
  await assert.rejects(front.stream.write(bytesOf("def")));
  await front.stream.end();
  agent.close();
});

Deno.test("read() holds back an agent that sends more than is read", async () => {
  let ahead = 0;
  let most = 0;
  const opened = await open(undefined, 0, (below) => ({
    ...below,
    async read() {
      const bytes = await below.read();
      ahead += bytes?.length ?? 0;
      return bytes;
    },
  }));
  const { front, agent, below } = opened;
  const slice = new Uint8Array(64 * 1024);
  const total = 8 * 1024 * 1024;
  const sending = (async () => {
    for (let sent = 0; sent < total;) sent += await agent.write(slice);
    await agent.closeWrite();
  })();
  let received = 0;
  for (let bytes = await front.stream.read(); bytes; bytes = await front.stream.read()) {
    received += bytes.length;
    ahead -= bytes.length;
    most = Math.max(most, ahead);
    // Everything else that can run does so between two reads.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  await sending;
  assert.ok(received >= total);
  assert.ok(most < 8 * limits.tlsReadAheadBytes, `${most} bytes ahead`);
  await front.stream.end();
  below.close();
  agent.close();
});

Deno.test("end() says the end inside TLS, so that the agent knows the answer for whole", async () => {
  const { agent, below, front } = await open();
  await front.stream.write(bytesOf("abc"));
  const ended = front.stream.end();
  const buffer = new Uint8Array(100);
  assert.equal(await agent.read(buffer), 3);
  // Without a close_notify this would reject.
  assert.equal(await agent.read(buffer), null);
  await ended;
  await front.stream.end();
  below.close();
  agent.close();
});
