import assert from "node:assert/strict";
import { ConfigError } from "../../lib/config/config_error.ts";
import { readSettings } from "../../lib/config/settings.ts";
import { startSidecar } from "../../lib/proxy/sidecar.ts";
import { connectRaw, connectTunnel } from "../support/raw_client.ts";
import {
  answering,
  okAnswer,
  startRecordingUpstream,
  type UpstreamScript,
} from "../support/recording_upstream.ts";
import { startTestSidecar, type TestSidecar } from "../support/test_sidecar.ts";
import { sharedAuthority } from "../support/tls_authority.ts";
import { within } from "../support/within.ts";

const ROUTES = "routes:\n  - host: a.test\n    allow_private_addresses: true\n";

/** Tells when a request came, and answers it when it is told to. */
function heldUpstream(answer = okAnswer("ok")) {
  const asked = Promise.withResolvers<void>();
  const told = Promise.withResolvers<void>();
  const script: UpstreamScript = async (connection) => {
    await connection.request();
    asked.resolve();
    const ended = connection.more();
    await Promise.race([told.promise, ended]);
    await connection.write(answer);
  };
  return { script, asked: asked.promise, answer: () => told.resolve() };
}

function get(port: number, host = "a.test"): string {
  return `GET http://${host}:${port}/ HTTP/1.1\r\nHost: ${host}:${port}\r\n\r\n`;
}

/** Waits until nothing is held any more; each turn lets everything else run. */
async function nothingHeld({ sidecar }: TestSidecar): Promise<void> {
  const quiet = async () => {
    while (true) {
      const { connections, flights } = sidecar.counts();
      if (connections === 0 && flights === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  await within(5000, quiet(), `nothing held, but ${JSON.stringify(sidecar.counts())}`);
}

Deno.test("startSidecar() forwards over a listener of its own and holds nothing when all have left", async () => {
  await using upstream = startRecordingUpstream(answering(okAnswer("ok")));
  await using proxy = await startTestSidecar({ routes: ROUTES });
  const client = await connectRaw(proxy.port);
  assert.equal((await client.ask(get(upstream.port))).body, "ok");
  assert.equal((await client.ask(get(upstream.port, "b.test"))).status, 403);
  assert.deepEqual(proxy.sidecar.counts(), {
    connections: 1,
    flights: 0,
    idleUpstreams: 1,
    leaves: 0,
  });
  client.close();
  await nothingHeld(proxy);
});

Deno.test("startSidecar() holds nothing after requests that failed in every way", async () => {
  await using reset = startRecordingUpstream(async (connection) => {
    await connection.request();
    await connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbegun");
  });
  await using garbage = startRecordingUpstream(answering("garbage\r\n\r\n"));
  await using silent = startRecordingUpstream(async (connection) =>
    void await connection.request()
  );
  await using proxy = await startTestSidecar({ routes: ROUTES, clockSpeed: 1000 });
  for (const { port } of [reset, garbage, silent]) {
    const client = await connectRaw(proxy.port);
    await client.ask(get(port)).catch(() => {});
    client.close();
  }
  const { caPem } = proxy;
  for (const authority of ["a.test:1", "denied.test:443"]) {
    const client = await connectTunnel(proxy.port, authority, { caPem });
    await client.ask(`GET / HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
    client.close();
  }
  await nothingHeld(proxy);
  assert.equal(proxy.sidecar.counts().idleUpstreams, 0);
});

Deno.test("startSidecar() refuses its own listeners whatever the routes say", async () => {
  await using proxy = await startTestSidecar({ routes: ROUTES });
  const client = await connectRaw(proxy.port);
  const { status, field } = await client.ask(get(proxy.port));
  assert.deepEqual([status, field("x-egress-reason")], [403, "self-target"]);
  client.close();
});

Deno.test("startSidecar() answers introspection and imports it with the first question", async () => {
  await using proxy = await startTestSidecar({ routes: ROUTES });
  const client = await connectRaw(proxy.port);
  const head = "HTTP/1.1\r\nHost: _egress.local\r\n\r\n";
  const { body } = await client.ask(`GET http://_egress.local/allowlist ${head}`);
  assert.equal(JSON.parse(body).routes[0].host, "a.test");
  const { body: pem } = await client.ask(`GET http://_egress.local/ca.pem ${head}`);
  assert.match(pem, /^-----BEGIN CERTIFICATE/);
  assert.equal(pem.includes("PRIVATE"), false);
  client.close();
});

Deno.test("startSidecar() makes the authority before it listens, and an unusable one stops it", async () => {
  await using proxy = await startTestSidecar({ routes: ROUTES });
  const broken = `${proxy.folder}/broken.pem`;
  await Deno.writeTextFile(broken, "no PEM");
  const env = { EGRESS_CA: broken, EGRESS_LISTEN: "127.0.0.1:0" };
  const { settings } = readSettings(env);
  const starting = startSidecar({ settings, env, version: "0", write: () => {} });
  await assert.rejects(starting, ConfigError);
  assert.equal((await Deno.stat(proxy.caPath)).isFile, true);
});

Deno.test("startSidecar() says which address it cannot listen on, and why", async () => {
  await using proxy = await startTestSidecar({ routes: ROUTES });
  const env = { EGRESS_LISTEN: `127.0.0.1:${proxy.port}`, EGRESS_CA: proxy.caPath };
  const { settings } = readSettings(env);
  const starting = startSidecar({ settings, env, version: "0", write: () => {} });
  await assert.rejects(starting, /EGRESS_LISTEN: cannot listen on .*another process listens there/);
});

Deno.test("startSidecar() ends a request within a second of the reload that forbids it", async () => {
  const held = heldUpstream();
  await using upstream = startRecordingUpstream(held.script);
  await using proxy = await startTestSidecar({ routes: ROUTES });
  const client = await connectRaw(proxy.port);
  const answered = client.ask(get(upstream.port));
  await held.asked;
  assert.equal(proxy.sidecar.counts().flights, 1);
  assert.equal(
    await proxy.reload(ROUTES.replace("allow_private_addresses: true", "log: 1")),
    false,
  );
  assert.equal(proxy.sidecar.counts().flights, 1);
  await proxy.reload("routes:\n  - host: a.test\n");
  const { status, field } = await within(1000, answered, "the end of the request");
  assert.deepEqual([status, field("x-egress-reason")], [403, "no-match"]);
  client.close();
  await nothingHeld(proxy);
});

Deno.test("startSidecar() sees the new table with the next request of a kept connection", async () => {
  await using upstream = startRecordingUpstream(answering(okAnswer("ok")));
  await using proxy = await startTestSidecar({ routes: ROUTES });
  const client = await connectRaw(proxy.port);
  assert.equal((await client.ask(get(upstream.port))).status, 200);
  await proxy.reload("routes: []\n");
  assert.equal(proxy.sidecar.counts().idleUpstreams, 0);
  assert.equal((await client.ask(get(upstream.port))).status, 403);
  client.close();
});

Deno.test("stop() lets what is under way end, over HTTP/1.1 in TLS too, and closes the rest", async () => {
  const held = heldUpstream();
  const tls = await (await sharedAuthority()).leaf({ names: ["a.test"] });
  await using upstream = startRecordingUpstream(held.script, { tls });
  await using proxy = await startTestSidecar({ routes: ROUTES });
  const { port, caPem } = proxy;
  const authority = `a.test:${upstream.port}`;
  const busy = await connectTunnel(port, authority, { caPem });
  const idle = await connectTunnel(port, authority, { caPem });
  const fresh = await connectRaw(port);
  const answered = busy.ask(`GET / HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
  await held.asked;
  const stopped = proxy.sidecar.stop();
  assert.deepEqual([await idle.rest(), await fresh.rest()], ["", ""]);
  held.answer();
  assert.equal((await answered).body, "ok");
  await within(2000, stopped, "the stop");
  for (const client of [busy, idle, fresh]) client.close();
  assert.equal(proxy.sidecar.counts().connections, 0);
});

Deno.test("stop() waits for nobody longer than its bound, and says so to who still waits", async () => {
  const held = heldUpstream();
  await using upstream = startRecordingUpstream(held.script);
  await using proxy = await startTestSidecar({ routes: ROUTES, clockSpeed: 10 });
  const busy = await connectRaw(proxy.port);
  const answered = busy.ask(get(upstream.port));
  const half = await connectRaw(proxy.port);
  await half.send("GET http://a.te");
  const hello = await connectTunnel(proxy.port, "a.test:443");
  await hello.send("\x16\x03\x01\x02\x00");
  await held.asked;
  await within(2000, proxy.sidecar.stop(), "the stop");
  const { status, field } = await answered;
  assert.deepEqual([status, field("x-egress-reason")], [503, "shutting-down"]);
  for (const client of [busy, half, hello]) client.close();
  assert.deepEqual(proxy.sidecar.counts().connections, 0);
});
