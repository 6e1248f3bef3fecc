import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { noBody } from "../../lib/proxy/body.ts";
import { drainBody } from "../../lib/proxy/drain.ts";
import { http2Body } from "../../lib/proxy/http2_body.ts";
import { ProtocolError } from "../../lib/wire/protocol_error.ts";
import { manualClocks } from "../support/manual_clocks.ts";
import { bytesOf, textOf } from "../support/wire_bytes.ts";

function reading(length: number | undefined) {
  const clocks = manualClocks();
  const broken: string[] = [];
  let sender: ReadableStreamDefaultController<Uint8Array> | undefined;
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => void (sender = controller),
    cancel: () => void (cancelled = true),
  });
  const body = http2Body(stream, length, clocks, (why) => broken.push(why));
  assert.ok(sender);
  return { clocks, body, sender, broken, cancelled: () => cancelled };
}

function fails(words: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof ProtocolError, String(error));
    assert.deepEqual([error.fault, error.status], ["agent", 400]);
    assert.match(error.message, words);
    return true;
  };
}

Deno.test("http2Body() gives what comes, without empty slices, up to the end", async () => {
  const { body, sender, clocks } = reading(5);
  for (const text of ["", "hel", "", "lo"]) sender.enqueue(bytesOf(text));
  sender.close();
  assert.deepEqual([body.length, body.done], [5, false]);
  assert.equal(textOf(await body.read() ?? bytesOf("")), "hel");
  assert.equal(textOf(await body.read() ?? bytesOf("")), "lo");
  assert.deepEqual([await body.read(), await body.read(), body.done], [null, null, true]);
  assert.equal(clocks.open, 0);
});

Deno.test("http2Body() of a request without one is none", async () => {
  const body = http2Body(null, undefined, manualClocks(), () => {});
  assert.deepEqual([body.length, body.done, await body.read()], [0, true, null]);
  assert.deepEqual(noBody.trailers, body.trailers);
  body.cancel();
});

Deno.test("http2Body() refuses a body that is not as long as announced", async () => {
  const short = reading(5);
  short.sender.enqueue(bytesOf("abc"));
  short.sender.close();
  await short.body.read();
  await assert.rejects(short.body.read(), fails(/shorter than its Content-Length/));
  assert.equal(short.body.done, false);
  const long = reading(2);
  long.sender.enqueue(bytesOf("abc"));
  await assert.rejects(long.body.read(), fails(/longer than its Content-Length/));
});

Deno.test("http2Body() blames the agent for a body that is reset", async () => {
  const { body, sender, clocks } = reading(undefined);
  sender.enqueue(bytesOf("abc"));
  await body.read();
  sender.error(new Error("RST_STREAM"));
  await assert.rejects(body.read(), fails(/cut short/));
  assert.equal(clocks.open, 0);
});

Deno.test("http2Body() ends the request of an agent that stops sending, and never takes that for the end", async () => {
  for (const length of [5, undefined]) {
    const { body, sender, clocks, broken, cancelled } = reading(length);
    sender.enqueue(bytesOf("abc"));
    await body.read();
    const waiting = body.read();
    clocks.advance(limits.agentStallMs);
    await assert.rejects(waiting, fails(/did not come in time/));
    assert.deepEqual(broken, ["the body did not come in time"]);
    assert.deepEqual([body.done, cancelled()], [false, true]);
    await assert.rejects(body.read(), ProtocolError);
  }
});

Deno.test("cancel() ends a drain, and what waited before it", async () => {
  const { body, clocks } = reading(undefined);
  // The sending upstream still waits for the body when its rest is discarded.
  const sending = assert.rejects(body.read(), ProtocolError);
  const watch = clocks.watch(body.cancel);
  const drained = drainBody(body, watch);
  clocks.advance(limits.drainMs);
  assert.equal(await drained, false);
  await sending;
  watch.end();
  assert.equal(clocks.open, 0);
});
