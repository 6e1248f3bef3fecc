import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { readHttp1Request } from "../../lib/proxy/http1_request.ts";
import { ProtocolError } from "../../lib/wire/protocol_error.ts";
import { manualClocks } from "../support/manual_clocks.ts";
import { fakeAgent } from "../support/proxy_parts.ts";
import { textOf } from "../support/wire_bytes.ts";

const POST = "POST http://a.test/ HTTP/1.1\r\nHost: a.test\r\nContent-Length: 5\r\n";
const CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

function reading(...sent: string[]) {
  const clocks = manualClocks();
  const agent = fakeAgent(clocks, ...sent);
  let whole = 0;
  return {
    clocks,
    agent,
    whole: () => whole,
    read: () => readHttp1Request(agent, () => whole++),
    async request() {
      const request = await readHttp1Request(agent, () => whole++);
      assert.ok(request);
      return request;
    },
  };
}

function fails(status: number, words: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof ProtocolError, String(error));
    assert.deepEqual([error.fault, error.status], ["agent", status]);
    assert.match(error.message, words);
    return true;
  };
}

Deno.test("readHttp1Request() gives head and body, and says when the body is whole", async () => {
  const { request, agent, whole, clocks } = reading(`${POST}\r\nhel`, "lo");
  const { head, body } = await request();
  assert.deepEqual([head.method, head.target, head.version], ["POST", "http://a.test/", "1.1"]);
  assert.deepEqual([body.length, agent.idle], [5, false]);
  assert.equal(textOf(await body.read() ?? new Uint8Array()), "hel");
  assert.equal(textOf(await body.read() ?? new Uint8Array()), "lo");
  assert.equal(whole(), 0);
  assert.equal(await body.read(), null);
  assert.equal(whole(), 1);
  assert.deepEqual(clocks.running, []);
});

Deno.test("readHttp1Request() is null at an orderly end between requests", async () => {
  const { agent, read } = reading();
  agent.stream.feedEnd();
  assert.equal(await read(), null);
  assert.equal(agent.idle, true);
});

Deno.test("readHttp1Request() has a clock for the time before a head, one for the head, one for the body", async () => {
  const { agent, clocks, read } = reading();
  const requested = read();
  assert.deepEqual(clocks.running, ["idle"]);
  agent.stream.feed("P");
  await agent.reader.fill();
  await Promise.resolve();
  assert.deepEqual(clocks.running, ["the head did not come in time"]);
  // Its bytes do not begin the time anew.
  clocks.advance(limits.agentHeadMs - 1);
  agent.stream.feed(`${POST.slice(1)}\r\n`);
  const request = await requested;
  assert.deepEqual(clocks.running, []);
  const slice = request?.body.read();
  assert.deepEqual(clocks.running, ["the body did not come in time"]);
  clocks.advance(limits.agentStallMs);
  await assert.rejects(slice ?? Promise.resolve(), fails(400, /cut short/));
});

Deno.test("readHttp1Request() closes a connection whose head does not come", async () => {
  const { agent, clocks, read } = reading("GET http");
  const requested = read();
  await agent.reader.fill();
  await Promise.resolve();
  clocks.advance(limits.agentHeadMs);
  await assert.rejects(requested, /closed/);
});

Deno.test("readHttp1Request() blames the agent for a body that its leaving cuts short", async () => {
  const ended = reading(`${POST}\r\nhel`);
  const left = (await ended.request()).body;
  ended.agent.stream.feedEnd();
  await left.read();
  await assert.rejects(left.read(), fails(400, /Content-Length/));
  const reset = reading(`${POST}\r\nhel`);
  const { body } = await reset.request();
  reset.agent.stream.feedFailure(new Deno.errors.ConnectionReset("reset"));
  await body.read();
  await assert.rejects(body.read(), fails(400, /cut short/));
  assert.deepEqual([ended.whole(), reset.whole()], [0, 0]);
});

Deno.test("readHttp1Request() says at once that something is no HTTP", async () => {
  await assert.rejects(reading("\x16\x03\x01").read(), fails(400, /TLS was spoken/));
  await assert.rejects(reading("SSH-2.0-x").read(), fails(400, /SSH/));
});

Deno.test("readHttp1Request() asks for the body when it is read, and not before", async () => {
  const { agent, request } = reading(`${POST}Expect: 100-Continue\r\n\r\n`);
  const { body, awaitsContinue } = await request();
  assert.equal(awaitsContinue(), true);
  assert.equal(agent.stream.written, "");
  const slice = body.read();
  await agent.stream.saw(CONTINUE);
  agent.stream.feed("hello");
  assert.equal(textOf(await slice ?? new Uint8Array()), "hello");
  await body.read();
  assert.equal(agent.stream.written, CONTINUE);
  assert.equal(awaitsContinue(), false);
});

Deno.test("readHttp1Request() asks no agent that sends already, is of HTTP/1.0, or has no body", async () => {
  for (
    const sent of [
      `${POST}Expect: 100-continue\r\n\r\nhello`,
      `${POST}Expect: 100-continue\r\n\r\n`.replace("HTTP/1.1", "HTTP/1.0"),
      "GET http://a.test/ HTTP/1.1\r\nHost: a.test\r\nExpect: 100-continue\r\n\r\n",
    ]
  ) {
    const { agent, request } = reading(sent);
    const { body, awaitsContinue } = await request();
    assert.equal(awaitsContinue(), false);
    agent.stream.feed("hello");
    await body.read();
    assert.equal(agent.stream.written, "");
  }
});

Deno.test("readHttp1Request() refuses expectations that it does not know", async () => {
  await assert.rejects(reading(`${POST}Expect: tea\r\n\r\n`).read(), fails(417, /100-continue/));
});

Deno.test("readHttp1Request() refuses what can be framed in two ways", async () => {
  const twice = `${POST}Transfer-Encoding: chunked\r\n\r\n`;
  await assert.rejects(reading(twice).read(), fails(400, /both/));
});
