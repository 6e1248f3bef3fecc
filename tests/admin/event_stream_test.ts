import assert from "node:assert/strict";
import { ApiError } from "../../lib/admin/api_error.ts";
import { createEventStreams } from "../../lib/admin/event_stream.ts";
import { limits } from "../../lib/limits.ts";
import { forwarded } from "../support/observed_requests.ts";
import { testRoute } from "../support/route.ts";
import { testAdmin } from "../support/test_admin.ts";
import { within } from "../support/within.ts";

function opened(admin = testAdmin(), most = 2) {
  const streams = createEventStreams(admin.parts, most);
  const open = () => {
    const reader = streams.open().body!.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () => (await within(2000, reader.read(), "an event")).value;
    return { reader, next };
  };
  return { ...admin, streams, open };
}

/** Lets everything run that waits for nothing but its turn. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

Deno.test("createEventStreams() begins with hello and tells changes together", async () => {
  const { open, begin, timers, streams } = opened();
  forwarded(begin(), testRoute());
  const { next, reader } = open();
  assert.equal(await next(), 'event: hello\ndata: {"newest":1}\n\n');
  await settle();
  for (let i = 0; i < 2; i++) forwarded(begin(), testRoute());
  await settle();
  timers.advance(limits.eventFlushMs);
  const told = await next() ?? "";
  const { requests, skipped } = JSON.parse(
    /^event: requests\ndata: (.*)\n\n$/.exec(told)?.[1] ?? "",
  );
  assert.deepEqual(requests.map(({ id }: { id: number }) => id), [2, 3]);
  assert.equal(skipped, 0);
  await reader.cancel();
  await settle();
  assert.equal(streams.count, 0);
  assert.equal(timers.open, 0);
});

Deno.test("createEventStreams() tells that questions came and went", async () => {
  const { open, begin, timers } = opened();
  const { next, reader } = open();
  await next();
  await settle();
  const trace = begin();
  trace.held("a");
  await settle();
  timers.advance(limits.eventFlushMs);
  assert.match(await next() ?? "", /\nevent: questions\ndata: \{"held":1\}\n\n$/);
  await settle();
  trace.decided("approved");
  await settle();
  timers.advance(limits.eventFlushMs);
  assert.match(await next() ?? "", /\nevent: questions\ndata: \{"held":0\}\n\n$/);
  await reader.cancel();
});

Deno.test("createEventStreams() beats while nothing happens", async () => {
  const { open, timers } = opened();
  const { next, reader } = open();
  await next();
  await settle();
  timers.advance(limits.eventBeatMs);
  assert.equal(await next(), ":\n\n");
  await reader.cancel();
});

Deno.test("createEventStreams() leaves out what a slow page cannot take, and says so", async () => {
  const { open, begin, timers } = opened();
  const { next, reader } = open();
  await next();
  await settle();
  for (let i = 0; i < limits.eventWaiting + 5; i++) begin().end();
  await settle();
  timers.advance(limits.eventFlushMs);
  const { requests, skipped } = JSON.parse((await next() ?? "").split("data: ")[1] ?? "");
  assert.deepEqual([requests.length, skipped, requests[0].id], [limits.eventRequests, 5, 6]);
  await reader.cancel();
});

Deno.test("createEventStreams() listens no longer than somebody reads", async () => {
  const admin = testAdmin();
  let listening = 0;
  const observer = {
    ...admin.observer,
    subscribe: () => {
      listening++;
      return () => void listening--;
    },
  };
  const { open } = opened({ ...admin, parts: { ...admin.parts, observer } });
  const { reader } = open();
  assert.equal(listening, 1);
  await reader.cancel();
  assert.equal(listening, 0);
});

Deno.test("createEventStreams() leaves nothing behind of a stream that fails", async () => {
  const admin = testAdmin({ turn: () => () => Promise.reject(new Error("broken")) });
  const { open, streams, begin, timers } = opened(admin);
  const { next } = open();
  await next();
  await settle();
  begin().end();
  await settle();
  timers.advance(limits.eventFlushMs);
  await assert.rejects(next(), /broken/);
  assert.deepEqual([streams.count, timers.open], [0, 0]);
});

Deno.test("createEventStreams() opens no more than its bound, and a closed one makes room", async () => {
  const { open, streams } = opened();
  const readers = [open(), open()];
  assert.throws(open, ApiError);
  for (const { reader } of readers) await reader.cancel();
  await settle();
  assert.equal(streams.count, 0);
  await open().reader.cancel();
});

Deno.test("createEventStreams() ends its streams when the sidecar stops", async () => {
  const { open, stopping, timers, streams } = opened();
  const { next, reader } = open();
  await next();
  await settle();
  stopping.abort();
  assert.equal((await within(2000, reader.read(), "the end")).done, true);
  assert.deepEqual([streams.count, timers.open], [0, 0]);
});
