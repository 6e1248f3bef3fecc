import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { type Cidr, parseCidr } from "../../lib/policy/cidr.ts";
import { serveAgents } from "../../lib/proxy/listener.ts";
import { fakeStream } from "../support/fake_stream.ts";
import { testParts, upstreamsOn } from "../support/proxy_parts.ts";
import { connectRaw } from "../support/raw_client.ts";
import { testRoute } from "../support/route.ts";
import { within } from "../support/within.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const GET = "GET http://a.test/ HTTP/1.1\r\nHost: a.test\r\n\r\n";
const NO_BRIDGE = {
  serve: () => Promise.reject(new Error("no HTTP/2 here")),
  address: { hostname: "127.0.0.1", port: 1 },
  close: () => Promise.resolve(),
};

function ranges(...texts: string[]): Cidr[] {
  return texts.map((text) => parseCidr(text)).filter((cidr) => cidr !== undefined);
}

function listening(clients = ranges("127.0.0.0/8"), upstreams = [fakeStream(OK)]) {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const parts = testParts({ routes: [testRoute()], upstreams: upstreamsOn(upstreams) });
  const agents = serveAgents(listener, clients, parts, NO_BRIDGE);
  return { parts, agents, upstreams, port: listener.addr.port };
}

const drained = ({ drained }: { drained: Promise<void> }) => within(5000, drained, "drained");

Deno.test("serveAgents() serves each connection until it ends, and forgets it then", async () => {
  const { parts, agents, port } = listening();
  const client = await connectRaw(port);
  assert.equal((await client.ask(GET)).body, "ok");
  assert.deepEqual([agents.connections, parts.clocks.open], [1, 1]);
  client.close();
  agents.stop();
  await drained(agents);
  assert.deepEqual([agents.connections, parts.clocks.open], [0, 0]);
});

Deno.test("serveAgents() closes a connection from elsewhere before a word", async () => {
  const { agents, port } = listening(ranges("10.0.0.0/8"));
  const client = await connectRaw(port);
  assert.equal(await client.rest(), "");
  assert.equal(agents.connections, 0);
  client.close();
  agents.stop();
  await drained(agents);
});

Deno.test("serveAgents() closes a connection whose clock expires", async () => {
  const { parts, agents, port } = listening();
  const client = await connectRaw(port);
  await client.ask(GET);
  parts.clocks.advance(limits.agentIdleMs);
  assert.equal(await client.rest(), "");
  client.close();
  agents.stop();
  await drained(agents);
  assert.equal(parts.clocks.open, 0);
});

Deno.test("stop() closes idle connections, refuses new ones and waits for requests under way", async () => {
  const upstream = fakeStream();
  const { parts, agents, port } = listening(undefined, [upstream]);
  const idle = await connectRaw(port);
  const busy = await connectRaw(port);
  const answered = busy.ask(GET);
  await upstream.saw("\r\n\r\n");
  parts.setStopping();
  agents.stop();
  assert.equal(await idle.rest(), "");
  await assert.rejects(connectRaw(port), Deno.errors.ConnectionRefused);
  upstream.feed(OK);
  const { body, field } = await answered;
  assert.deepEqual([body, field("connection")], ["ok", "close"]);
  await drained(agents);
  idle.close();
  busy.close();
});

Deno.test("stop() is done at once where nobody is connected", async () => {
  const { agents } = listening();
  agents.stop();
  await drained(agents);
});

Deno.test("closeAll() ends what is under way", async () => {
  const upstream = fakeStream();
  const { parts, agents, port } = listening(undefined, [upstream]);
  const client = await connectRaw(port);
  await client.send(GET);
  await upstream.saw("\r\n\r\n");
  agents.stop();
  agents.closeAll();
  await drained(agents);
  assert.deepEqual([upstream.closed, parts.flights.count, parts.clocks.open], [true, 0, 0]);
  client.close();
});

Deno.test("closeAll() ends tunnels, too, whatever they wait for", async () => {
  const { agents, port, parts } = listening();
  const clients = [];
  for (const first of ["", "\x16\x03", "G"]) {
    const client = await connectRaw(port);
    const { status } = await client.ask(
      "CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\n\r\n",
      "CONNECT",
    );
    assert.equal(status, 200);
    await client.send(first);
    clients.push(client);
  }
  agents.stop();
  agents.closeAll();
  await drained(agents);
  assert.equal(parts.clocks.open, 0);
  for (const client of clients) client.close();
});
