import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { http1Reply } from "../../lib/proxy/http1_reply.ts";
import type { Framing, ResponseHead, Version } from "../../lib/wire/message.ts";
import { fakeStream } from "../support/fake_stream.ts";
import { manualClocks } from "../support/manual_clocks.ts";
import { bytesOf } from "../support/wire_bytes.ts";

const HEAD: ResponseHead = { version: "1.1", status: 200, reason: "Fine", fields: [["x-A", "b"]] };
const CHUNKED: Framing = { kind: "chunked" };

function replying(
  { version = "1.1", keepsAlive = true, unread = false }: {
    version?: Version;
    keepsAlive?: boolean;
    unread?: boolean;
  } = {},
) {
  const clocks = manualClocks();
  const stream = fakeStream();
  const watch = clocks.watch(() => stream.close());
  const reply = http1Reply(stream, watch, {
    version,
    keepsAlive: () => keepsAlive,
    unread: () => unread,
  });
  return { clocks, stream, reply };
}

Deno.test("http1Reply() writes a 101 as it is, and the connection serves no request behind it", async () => {
  const { reply, stream } = replying({ keepsAlive: false });
  reply.start({ ...HEAD, status: 101, fields: [["Connection", "Upgrade"]] }, { kind: "none" });
  await reply.flush();
  assert.equal(stream.written, "HTTP/1.1 101 Fine\r\nConnection: Upgrade\r\n\r\n");
  assert.deepEqual([reply.started, reply.closes, reply.finished], [true, true, false]);
});

Deno.test("http1Reply() writes a head unchanged, in one write with the first bytes of its body", async () => {
  const { reply, stream } = replying();
  reply.start({ ...HEAD, fields: [["x-A", "b"], ["Content-Length", "5"]] }, {
    kind: "length",
    length: 5,
  });
  assert.equal(stream.written, "");
  await reply.write(bytesOf("hel"));
  await reply.write(bytesOf("lo"));
  await reply.finish([]);
  assert.deepEqual(stream.writes, [
    "HTTP/1.1 200 Fine\r\nx-A: b\r\nContent-Length: 5\r\n\r\nhel",
    "lo",
  ]);
  assert.deepEqual([reply.started, reply.finished, reply.closes], [true, true, false]);
});

Deno.test("http1Reply() sends the head alone when it is flushed or has no body", async () => {
  const flushed = replying();
  flushed.reply.start(HEAD, { kind: "length", length: 3 });
  await flushed.reply.flush();
  assert.equal(flushed.stream.written, "HTTP/1.1 200 Fine\r\nx-A: b\r\n\r\n");
  const bodiless = replying();
  bodiless.reply.start(HEAD, { kind: "none" });
  await bodiless.reply.finish([]);
  assert.equal(bodiless.stream.written, "HTTP/1.1 200 Fine\r\nx-A: b\r\n\r\n");
});

Deno.test("http1Reply() sends a body of unknown length in chunks, with its trailers", async () => {
  for (const framing of [CHUNKED, { kind: "close" } as const]) {
    const { reply, stream } = replying();
    reply.start(HEAD, framing);
    await reply.write(bytesOf("hello"));
    await reply.finish([["X-Sum", "1"]]);
    assert.equal(
      stream.written,
      "HTTP/1.1 200 Fine\r\nx-A: b\r\nTransfer-Encoding: chunked\r\n\r\n" +
        "5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n",
    );
    assert.equal(reply.closes, false);
  }
});

Deno.test("http1Reply() ends such a body towards HTTP/1.0 by closing", async () => {
  const { reply, stream } = replying({ version: "1.0", keepsAlive: false });
  reply.start(HEAD, CHUNKED);
  await reply.write(bytesOf("hello"));
  await reply.finish([["X-Sum", "1"]]);
  assert.equal(stream.written, "HTTP/1.1 200 Fine\r\nx-A: b\r\nConnection: close\r\n\r\nhello");
  assert.equal(reply.closes, true);
});

Deno.test("http1Reply() says Connection: close where the connection cannot go on", async () => {
  for (const how of [{ keepsAlive: false }, { unread: true }]) {
    const { reply, stream } = replying(how);
    reply.start(HEAD, { kind: "none" });
    await reply.finish([]);
    assert.match(stream.written, /\r\nConnection: close\r\n\r\n$/);
    assert.equal(reply.closes, true);
  }
});

Deno.test("http1Reply() gives a 205 that says no length one, since agents would wait for its end", async () => {
  const { reply, stream } = replying();
  reply.start({ ...HEAD, status: 205 }, { kind: "none" });
  await reply.finish([]);
  assert.match(stream.written, /\r\nContent-Length: 0\r\n\r\n$/);
  const said = replying();
  said.reply.start({ ...HEAD, status: 205, fields: [["content-length", "0"]] }, { kind: "none" });
  await said.reply.finish([]);
  assert.equal(said.stream.written, "HTTP/1.1 205 Fine\r\ncontent-length: 0\r\n\r\n");
});

Deno.test("interim() passes a 1xx on, but not to HTTP/1.0", async () => {
  const early: ResponseHead = { ...HEAD, status: 103, reason: "Early Hints" };
  const { reply, stream } = replying();
  await reply.interim(early);
  assert.equal(stream.written, "HTTP/1.1 103 Early Hints\r\nx-A: b\r\n\r\n");
  assert.equal(reply.started, false);
  const old = replying({ version: "1.0" });
  await old.reply.interim(early);
  assert.equal(old.stream.written, "");
});

Deno.test("write() waits for the agent, but not longer than its clock", async () => {
  const { reply, stream, clocks } = replying();
  reply.start(HEAD, { kind: "length", length: 5 });
  stream.holdWrites();
  const writing = reply.write(bytesOf("hello"));
  assert.deepEqual(clocks.running, ["the agent takes no bytes"]);
  clocks.advance(limits.agentStallMs);
  await assert.rejects(writing, /closed/);
  assert.equal(reply.finished, false);
});

Deno.test("write() leaves no clock running once the agent has taken the bytes", async () => {
  const { reply, clocks } = replying();
  reply.start(HEAD, CHUNKED);
  await reply.write(bytesOf("hello"));
  await reply.finish([]);
  assert.deepEqual(clocks.running, []);
});

Deno.test("cut() closes the connection without an end of the body", async () => {
  const { reply, stream } = replying();
  reply.start(HEAD, CHUNKED);
  await reply.write(bytesOf("hello"));
  reply.cut();
  assert.deepEqual([stream.closed, stream.ended], [true, false]);
  assert.equal(stream.written.includes("0\r\n\r\n"), false);
  assert.deepEqual([reply.closes, reply.finished], [true, false]);
});
