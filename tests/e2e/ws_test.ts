import assert from "node:assert/strict";
import { TOKEN } from "../support/engine.ts";
import { testWith } from "../support/programs.ts";
import { startTestSidecar } from "../support/test_sidecar.ts";
import { runWsClient, type WsWay } from "../support/ws_client.ts";
import { node, startWsServer, ws } from "../support/ws_server.ts";
import { until } from "../support/until.ts";

const ROUTES = `log: 1
routes:
  - host: a.test
    allow_private_addresses: true
    ports: [PORT]
    auth_scheme: Bearer
    token_env: EGRESS_TOKEN_0
`;
const SECRET = "dummy-value-of-a-route";

const WAYS: readonly (readonly ["ws" | "wss", WsWay])[] = [
  ["ws", "absolute"],
  ["ws", "connect"],
  ["wss", "connect"],
];

for (const [scheme, way] of WAYS) {
  const name = `a ws client reaches a ws server by ${scheme}: and ${way}`;
  const start = async () => {
    const server = await startWsServer();
    const port = new URL(server.url(scheme, "/")).port;
    const sidecar = await startTestSidecar({
      routes: ROUTES.replace("PORT", port),
      env: { EGRESS_TOKEN_0: SECRET },
    });
    const run = <Seen>(script: string) =>
      runWsClient<Seen>(sidecar, (path) => server.url(scheme, path), way, script);
    return { server, sidecar, run };
  };

  testWith([node, ws], `${name}: messages, fragments, pings and codes`, async () => {
    const { server, sidecar, run } = await start();
    await using _server = server;
    await using _sidecar = sidecar;
    const seen = await run<Record<string, unknown>>(`
      const socket = await open("/echo", ["v1.chat", "v2.chat"], { perMessageDeflate: true });
      const seen = { protocol: socket.protocol, extensions: socket.extensions };
      socket.send("héllo");
      seen.text = String(await next(socket, "message"));
      socket.send(Buffer.from([0, 255, 254]));
      seen.bytes = [...await next(socket, "message")];
      for (const [part, fin] of [["one ", false], ["two ", false], ["three", true]]) {
        socket.send(part, { fin });
      }
      seen.fragments = String(await next(socket, "message"));
      const large = Buffer.alloc(10_000_000, "some words, ");
      socket.send(large, { binary: false });
      seen.large = large.equals(await next(socket, "message"));
      socket.ping("are you there");
      seen.pong = String(await next(socket, "pong"));
      socket.close(4001, "enough");
      seen.closed = await next(socket, "close");
      const pinged = await open("/ping");
      seen.pinged = String(await next(pinged, "message"));
      pinged.terminate();
      const closing = await open("/close");
      seen.closing = await next(closing, "close");
      const dropped = await open("/drop");
      seen.dropped = await next(dropped, "close");
      return seen;
    `);
    assert.deepEqual(seen, {
      protocol: "v2.chat",
      extensions: "",
      text: "héllo",
      bytes: [0, 255, 254],
      fragments: "one two three",
      large: true,
      pong: "are you there",
      closed: [4001, "enough"],
      pinged: "pong from the server",
      closing: [4002, "done"],
      dropped: [1006, ""],
    });
    await server.line(/^closed 4001 enough$/);
    // The one that was terminated is closed at the server at once.
    await server.line(/^closed 1006 /);
    await until(() => sidecar.sidecar.counts().flights === 0);
    assert.equal(sidecar.sidecar.counts().idleUpstreams, 0);
  });

  testWith([node, ws], `${name}: a secret in a message is a 1008, both ways`, async () => {
    const { server, sidecar, run } = await start();
    await using _server = server;
    await using _sidecar = sidecar;
    const [out, ping, back, head] = await run<[number, string][]>(`
      const token = ${JSON.stringify(TOKEN)};
      const socket = await open("/echo");
      socket.send("the token is " + token);
      const seen = [await next(socket, "close")];
      const pinging = await open("/echo");
      pinging.ping(token);
      seen.push(await next(pinging, "close"));
      seen.push(await next(await open("/reflect"), "close"));
      seen.push([0, await open("/echo", [], { headers: { "x-key": token } }).catch(({ message }) => message)]);
      return seen;
    `);
    assert.equal(out?.[0], 1008);
    assert.match(out?.[1] ?? "", /^egress DLP: .* in message; a WebSocket message cannot be held/);
    assert.equal(ping?.[0], 1008);
    assert.match(ping?.[1] ?? "", /^egress DLP: .* in ping frame/);
    assert.equal(back?.[0], 1008);
    assert.match(
      back?.[1] ?? "",
      /^egress DLP: the upstream sent the .*EGRESS_TOKEN_0.* in message/,
    );
    assert.match(head?.[1] ?? "", /^403 egress DLP: .* in header x-key/);
    const blocks = sidecar.events().filter(({ event }) => event === "egress_block");
    assert.deepEqual(blocks.map(({ path }) => path), ["/echo", "/echo", "/reflect", "/echo"]);
    assert.equal(blocks[2]?.response_status, 101);
    const said = server.log.filter((line) => line.startsWith("closed 1008 egress DLP: "));
    assert.equal(said.length, 3);
    const all = [...sidecar.log, ...server.log].join("\n");
    assert.equal(all.includes(TOKEN) || all.includes(SECRET), false);
  });
}

testWith(
  [node, ws],
  "a ws client that does not read holds the server back, not the sidecar",
  async () => {
    await using server = await startWsServer();
    await using sidecar = await startTestSidecar({
      routes: "routes:\n  - host: a.test\n    allow_private_addresses: true\n",
    });
    const sizes = await runWsClient<number[]>(
      sidecar,
      (path) => server.url("wss", path),
      "connect",
      `
    const socket = await open("/flood");
    socket.pause();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    let size = socket.early.reduce((sum, [data]) => sum + data.length, 0);
    const done = new Promise((resolve) => socket.on("message", (data) => {
      size += data.length;
      if (size === 64 << 20) resolve();
    }));
    socket.resume();
    await done;
    return [size];
  `,
    );
    assert.deepEqual(sizes, [64 * 1024 * 1024]);
    // The most that the server still had to send a second after it began.
    const waiting = server.log.filter((line) => line.startsWith("buffered ")).slice(9, 12)
      .map((line) => Number(line.split(" ")[1]));
    assert.ok(Math.min(...waiting) > 32 * 1024 * 1024, `${waiting}`);
  },
);
