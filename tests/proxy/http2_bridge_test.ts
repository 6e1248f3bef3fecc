import assert from "node:assert/strict";
import { once } from "node:events";
import http2 from "node:http2";
import { limits } from "../../lib/limits.ts";
import type { Agent } from "../../lib/proxy/agent.ts";
import { connStream } from "../../lib/proxy/conn_stream.ts";
import { createHttp2Bridge } from "../../lib/proxy/http2_bridge.ts";
import { Reader } from "../../lib/proxy/reader.ts";
import { type FakeStream, fakeStream } from "../support/fake_stream.ts";
import { testParts, upstreamsOn } from "../support/proxy_parts.ts";
import { testRoute } from "../support/route.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/** A bridge, and one tunnel to `https://a.test` whose agent is a client of another make. */
async function bridged(...upstreams: FakeStream[]) {
  const parts = testParts({ routes: [testRoute()], upstreams: upstreamsOn(upstreams) });
  const bridge = createHttp2Bridge(parts);
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const client = http2.connect(`http://127.0.0.1:${listener.addr.port}`);
  client.on("error", () => {});
  const closed = once(client, "close");
  const conn = await listener.accept();
  const stream = connStream(conn);
  const watch = parts.clocks.watch(() => stream.close());
  const agent: Agent = { stream, reader: new Reader(stream), watch, idle: false };
  const at = { kind: "tunnel", scheme: "https", authority: { host: "a.test", port: 443 } } as const;
  const served = bridge.serve(agent, { at, serverName: "a.test" }).catch(() => "failed");
  return {
    parts,
    bridge,
    agent,
    client,
    served,
    async ask(path: string, headers: Record<string, string> = {}, body?: string) {
      const fields = {
        ":path": path,
        ":authority": "a.test",
        ":scheme": "https",
        ":method": body === undefined ? "GET" : "POST",
      };
      const request = client.request({ ...fields, ...headers });
      request.end(body);
      const [answer] = await once(request, "response");
      let text = "";
      request.setEncoding("utf8").on("data", (part: string) => text += part);
      await once(request, "end");
      return { status: Number(answer[":status"]), fields: answer, text };
    },
    async close() {
      client.destroy();
      await closed;
      await served;
      watch.end();
      await bridge.close();
    },
  };
}

Deno.test("createHttp2Bridge() serves requests of a tunnel, several at once", async () => {
  const upstreams = [fakeStream(OK), fakeStream(OK), fakeStream(OK)];
  const made = await bridged(...upstreams);
  const [a, b, c] = await Promise.all([
    made.ask("/a?q=%20"),
    made.ask("/b", { "x-a": "caf\u00e9" }),
    made.ask("/c", { "content-length": "3" }, "abc"),
  ]);
  assert.deepEqual([a.text, b.text, c.text, a.status], ["ok", "ok", "ok", 200]);
  const sent = upstreams.map(({ written }) => written).sort();
  assert.match(sent[0] ?? "", /^GET \/a\?q=%20 HTTP\/1\.1\r\nHost: a\.test\r\n/);
  assert.match(sent[1] ?? "", /^GET \/b .*\r\nx-a: caf/s);
  assert.match(sent[2] ?? "", /^POST \/c .*\r\n\r\nabc$/s);
  await made.close();
  assert.equal(made.parts.clocks.open, 0);
});

Deno.test("createHttp2Bridge() judges by the tunnel's authority", async () => {
  const made = await bridged();
  const { status, text } = await made.ask("/", { ":authority": "b.test" });
  assert.equal(status, 421);
  assert.match(text, /^egress: /);
  await made.close();
});

Deno.test("createHttp2Bridge() answers nobody but its tunnels", async () => {
  const made = await bridged();
  const { hostname, port } = made.bridge.address;
  const conn = await Deno.connect({ hostname, port });
  await conn.write(new TextEncoder().encode("GET / HTTP/1.1\r\nHost: a.test\r\n\r\n"));
  const buffer = new Uint8Array(1000);
  const count = await conn.read(buffer) ?? 0;
  assert.match(new TextDecoder().decode(buffer.subarray(0, count)), /^HTTP\/1\.1 403 /);
  conn.close();
  assert.equal(hostname, "127.0.0.1");
  await made.close();
});

Deno.test("createHttp2Bridge() is idle between requests only, with a clock for bytes that begin none", async () => {
  const upstream = fakeStream();
  const { parts, agent, ask, close } = await bridged(upstream);
  // The preface has come or comes: it begins no request.
  while (!parts.clocks.running.includes("bytes that begin no request")) {
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  assert.equal(agent.idle, true);
  const answered = ask("/");
  await upstream.saw("\r\n\r\n");
  assert.equal(agent.idle, false);
  assert.equal(parts.clocks.running.some((what) => what.includes("begin no request")), false);
  upstream.feed(OK);
  await answered;
  while (!agent.idle) await new Promise((resolve) => setTimeout(resolve, 0));
  await close();
});

Deno.test("createHttp2Bridge() closes both sides of a tunnel that begins no request in time", async () => {
  const { parts, client, served, close } = await bridged();
  while (!parts.clocks.running.includes("bytes that begin no request")) {
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  const closed = once(client, "close");
  parts.clocks.advance(limits.agentHeadMs);
  await closed;
  await served;
  await close();
});

Deno.test("createHttp2Bridge() ends the requests of an agent that goes away", async () => {
  const upstream = fakeStream();
  const { parts, client, ask, close } = await bridged(upstream);
  const answered = ask("/").catch(() => "gone");
  await upstream.saw("\r\n\r\n");
  client.destroy();
  while (!upstream.closed) await new Promise((resolve) => setTimeout(resolve, 0));
  assert.equal(await Promise.race([answered, Promise.resolve("gone")]), "gone");
  await close();
  while (parts.flights.count > 0) await new Promise((resolve) => setTimeout(resolve, 0));
  assert.equal(parts.clocks.open, 0);
});

Deno.test("createHttp2Bridge() ends the requests of a tunnel whose connection is closed below", async () => {
  const upstream = fakeStream();
  const { agent, ask, served, close } = await bridged(upstream);
  ask("/").catch(() => {});
  await upstream.saw("\r\n\r\n");
  agent.stream.close();
  await served;
  while (!upstream.closed) await new Promise((resolve) => setTimeout(resolve, 0));
  await close();
});

Deno.test("createHttp2Bridge() lets a cut answer fail at the agent", async () => {
  const upstream = fakeStream("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbegun");
  const { client, close } = await bridged(upstream);
  const request = client.request({ ":path": "/", ":authority": "a.test", ":scheme": "https" });
  const failed = once(request, "end").then(() => "whole", () => "failed");
  await once(request, "response");
  request.resume();
  upstream.feedEnd();
  assert.equal(await failed, "failed");
  await close();
});
