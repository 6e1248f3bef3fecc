import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { http2Reply } from "../../lib/proxy/http2_reply.ts";
import type { Fields } from "../../lib/wire/field.ts";
import type { Framing, ResponseHead } from "../../lib/wire/message.ts";
import { manualClocks } from "../support/manual_clocks.ts";
import { bytesOf } from "../support/wire_bytes.ts";

const CHUNKED: Framing = { kind: "chunked" };

function head(status = 200, fields: Fields = []): ResponseHead {
  return { version: "1.1", status, reason: "Fine", fields };
}

function replying() {
  const clocks = manualClocks();
  let left = 0;
  return { clocks, reply: http2Reply(clocks, () => left++), left: () => left };
}

Deno.test("http2Reply() makes a small answer of known length one whole response", async () => {
  const { reply, clocks } = replying();
  reply.start(head(201, [["X-A", "1"], ["x-a", "2"], ["Set-Cookie", "a"], ["set-cookie", "b"]]), {
    kind: "length",
    length: 5,
  });
  await reply.write(bytesOf("hello"));
  await reply.finish([]);
  const response = await reply.response;
  assert.deepEqual([response.status, response.headers.get("x-a")], [201, "1, 2"]);
  assert.deepEqual(response.headers.getSetCookie(), ["a", "b"]);
  assert.equal(await response.text(), "hello");
  assert.equal(clocks.open, 0);
});

Deno.test("http2Reply() gives no body where there is none", async () => {
  for (const status of [200, 204, 205, 304]) {
    const { reply } = replying();
    reply.start(head(status), { kind: "none" });
    await reply.finish([]);
    const response = await reply.response;
    assert.deepEqual([response.status, response.body], [status, null]);
  }
});

Deno.test("http2Reply() streams any other answer, no faster than it is taken", async () => {
  const { reply, clocks } = replying();
  reply.start(head(), CHUNKED);
  await reply.flush();
  const response = await reply.response;
  assert.ok(response.body);
  const reader = response.body.getReader();
  let written = false;
  const writing = reply.write(bytesOf("abc")).then(() => written = true);
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  assert.equal(written, false);
  const first = reader.read();
  await writing;
  assert.deepEqual((await first).value, bytesOf("abc"));
  const second = reader.read();
  await reply.write(bytesOf("def"));
  assert.deepEqual((await second).value, bytesOf("def"));
  await reply.finish([["X-Lost", "1"]]);
  assert.equal((await reader.read()).done, true);
  assert.equal(clocks.open, 0);
});

Deno.test("cut() makes a begun answer fail, so that it is not taken for whole", async () => {
  const flushed = replying();
  flushed.reply.start(head(), CHUNKED);
  await flushed.reply.flush();
  flushed.reply.cut();
  await assert.rejects((await flushed.reply.response).text(), /cut/);
  const unflushed = replying();
  unflushed.reply.start(head(), { kind: "length", length: 9 });
  unflushed.reply.cut();
  await assert.rejects((await unflushed.reply.response).text(), /cut/);
});

Deno.test("cut() answers with an error where nothing was begun", async () => {
  const { reply } = replying();
  assert.equal(reply.started, false);
  reply.cut();
  assert.equal((await reply.response).status, 502);
});

Deno.test("write() rejects once the agent has cancelled, and says so", async () => {
  const { reply, left, clocks } = replying();
  reply.start(head(), CHUNKED);
  await reply.flush();
  const writing = assert.rejects(reply.write(bytesOf("abc")), /left/);
  await (await reply.response).body?.cancel();
  await writing;
  assert.deepEqual([left(), clocks.open], [1, 0]);
  reply.cut();
  await reply.finish([]);
});

Deno.test("write() gives an agent that takes nothing up, and ends its stream", async () => {
  const { reply, left, clocks } = replying();
  reply.start(head(), CHUNKED);
  await reply.flush();
  const writing = assert.rejects(reply.write(bytesOf("abc")), /left/);
  clocks.advance(limits.agentStallMs);
  await writing;
  assert.equal(left(), 1);
  reply.cut();
  await assert.rejects((await reply.response).text(), /takes no bytes/);
});

Deno.test("http2Reply() says a status that HTTP/2 does not know as 502, and reads on no more", async () => {
  for (const framing of [CHUNKED, { kind: "length", length: 3 }] as const) {
    const { reply, left, clocks } = replying();
    reply.start(head(999), framing);
    if (framing.kind === "chunked") {
      await reply.flush();
      await assert.rejects(reply.write(bytesOf("abc")));
    } else await reply.write(bytesOf("abc"));
    const response = await reply.response;
    assert.deepEqual([response.status, response.headers.get("x-egress-reason")], [
      502,
      "upstream-protocol",
    ]);
    assert.match(await response.text(), /^egress: .*999/);
    assert.deepEqual([left(), clocks.open], [1, 0]);
  }
});

Deno.test("http2Reply() drops what has no place in HTTP/2", async () => {
  const { reply } = replying();
  await reply.interim(head(103));
  assert.equal(reply.started, false);
  reply.start(head(204, [["Content-Length", "0"]]), { kind: "none" });
  await reply.finish([]);
  assert.equal((await reply.response).headers.get("content-length"), null);
});
