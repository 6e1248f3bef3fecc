import assert from "node:assert/strict";
import { TOKEN } from "../support/engine.ts";
import { startTestSidecar, type TestSidecar } from "../support/test_sidecar.ts";
import { sharedAuthority } from "../support/tls_authority.ts";
import { until } from "../support/until.ts";
import { within } from "../support/within.ts";

const ROUTES = "log: 1\nroutes:\n  - host: a.test\n    allow_private_addresses: true\n";

/** A server of the platform's own that sends each message back, over TLS and in clear. */
async function startEcho() {
  const closed: string[] = [];
  const echo = (request: Request) => {
    const { socket, response } = Deno.upgradeWebSocket(request, { idleTimeout: 0 });
    socket.onmessage = ({ data }) => socket.send(data);
    socket.onclose = ({ code, reason }) => closed.push(`${code} ${reason}`);
    return response;
  };
  const tls = await (await sharedAuthority()).leaf({ names: ["a.test"] });
  const options = { hostname: "127.0.0.1", port: 0, onListen() {} };
  const servers = [Deno.serve(options, echo), Deno.serve({ ...options, ...tls }, echo)] as const;
  return {
    closed,
    url: (scheme: "ws" | "wss") =>
      `${scheme}://a.test:${servers[scheme === "ws" ? 0 : 1].addr.port}/`,
    async [Symbol.asyncDispose]() {
      await Promise.all(servers.map((server) => server.shutdown()));
    },
  };
}

/** An open socket through the sidecar. */
async function open(sidecar: TestSidecar, url: string) {
  const client = Deno.createHttpClient({
    proxy: { url: sidecar.proxyUrl },
    caCerts: [sidecar.caPem],
  });
  const socket = new WebSocket(url, { client });
  socket.binaryType = "arraybuffer";
  const closed = new Promise<CloseEvent>((resolve) => socket.onclose = resolve);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = (event) => reject(new Error((event as ErrorEvent).message));
  });
  const said = (message: string | Uint8Array<ArrayBuffer>) => {
    const answer = new Promise<unknown>((resolve) =>
      socket.onmessage = (event) => resolve(event.data)
    );
    socket.send(message);
    return within(10_000, answer, "the answer");
  };
  return {
    socket,
    said,
    closed: within(10_000, closed, "the close").finally(() => client.close()),
  };
}

for (const scheme of ["ws", "wss"] as const) {
  Deno.test(`Deno's WebSocket reaches Deno's server by ${scheme}:`, async () => {
    await using echo = await startEcho();
    await using sidecar = await startTestSidecar({ routes: ROUTES });
    const { socket, said, closed } = await open(sidecar, echo.url(scheme));
    assert.equal(await said("héllo"), "héllo");
    const large = new Uint8Array(10_000_000).map((_, at) => at % 7);
    assert.deepEqual(new Uint8Array(await said(large) as ArrayBuffer), large);
    socket.close(4003, "enough");
    assert.deepEqual([(await closed).code, (await closed).reason], [4003, "enough"]);
    await until(() => echo.closed.length > 0);
    assert.deepEqual(echo.closed, ["4003 enough"]);
    assert.deepEqual(sidecar.events(), []);
  });

  Deno.test(`a secret on Deno's WebSocket by ${scheme}: closes both sides with 1008`, async () => {
    await using echo = await startEcho();
    await using sidecar = await startTestSidecar({ routes: ROUTES });
    const { socket, closed } = await open(sidecar, echo.url(scheme));
    socket.send(TOKEN);
    const { code, reason } = await closed;
    assert.equal(code, 1008);
    await until(() => echo.closed.length > 0);
    assert.deepEqual(echo.closed, [`1008 ${reason}`]);
    assert.equal(sidecar.events()[0]?.event, "egress_block");
  });
}

Deno.test("a reload that forbids a WebSocket closes it within a second, and one that does not leaves it", async () => {
  await using echo = await startEcho();
  await using sidecar = await startTestSidecar({ routes: ROUTES });
  const { said, closed } = await open(sidecar, echo.url("wss"));
  assert.equal(await sidecar.reload(`${ROUTES}  - host: b.test\n`), true);
  assert.equal(await said("still here"), "still here");
  const begun = performance.now();
  assert.equal(await sidecar.reload("routes: []\n"), true);
  const { code, reason } = await closed;
  assert.equal(code, 1008);
  assert.match(reason, /^egress: the routes were changed/);
  await until(() => sidecar.sidecar.counts().connections === 0);
  assert.ok(performance.now() - begun < 1000);
  await until(() => echo.closed.length > 0);
});

Deno.test("a stop closes WebSockets with 1001 and does not wait for them", async () => {
  await using echo = await startEcho();
  await using sidecar = await startTestSidecar({ routes: ROUTES });
  const { closed } = await open(sidecar, echo.url("ws"));
  const begun = performance.now();
  await sidecar.sidecar.stop();
  assert.ok(performance.now() - begun < 3000);
  assert.equal((await closed).code, 1001);
  await until(() => echo.closed.length > 0);
  assert.match(echo.closed[0] ?? "", /^1001 egress: the sidecar is stopping/);
});

Deno.test("a refused WebSocket reaches no upstream", async () => {
  await using echo = await startEcho();
  await using sidecar = await startTestSidecar({ routes: "log: 1\nroutes: []\n" });
  await assert.rejects(open(sidecar, echo.url("ws")));
  assert.equal(sidecar.events()[0]?.event, "egress_block");
  assert.deepEqual(sidecar.dns.queries, []);
});
