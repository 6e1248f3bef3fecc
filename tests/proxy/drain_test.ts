import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { type Body, framedBody, noBody } from "../../lib/proxy/body.ts";
import { drainBody, drainConnection } from "../../lib/proxy/drain.ts";
import { Reader } from "../../lib/proxy/reader.ts";
import { fakeStream } from "../support/fake_stream.ts";
import { manualClocks } from "../support/manual_clocks.ts";

function draining() {
  const clocks = manualClocks();
  const stream = fakeStream();
  const reader = new Reader(stream);
  return { clocks, stream, reader, watch: clocks.watch(() => stream.close()) };
}

Deno.test("drainBody() discards a body up to its end and says that another request may follow", async () => {
  const { clocks, stream, reader, watch } = draining();
  const body = framedBody(reader, { kind: "length", length: 6 }, "agent");
  stream.feed("abc", "defGET");
  assert.equal(await drainBody(body, watch), true);
  assert.equal(body.done, true);
  assert.equal(reader.held.length, 3);
  assert.deepEqual(clocks.running, []);
});

Deno.test("drainBody() waits for a silent agent no longer than its bound", async () => {
  const { clocks, stream, reader, watch } = draining();
  const drained = drainBody(framedBody(reader, { kind: "chunked" }, "agent"), watch);
  assert.deepEqual(clocks.running, ["the rest of a refused request did not end"]);
  clocks.advance(limits.drainMs);
  assert.equal(await drained, false);
  assert.equal(stream.closed, true);
});

Deno.test("drainBody() does not begin its time anew with each byte", async () => {
  const watchMs: number[] = [];
  const watch = { set: (ms: number) => void watchMs.push(ms), clear() {}, end() {} };
  const { stream, reader } = draining();
  stream.feed("a", "b", "c");
  await drainBody(framedBody(reader, { kind: "length", length: 3 }, "agent"), watch);
  assert.ok(watchMs.length >= 3);
  for (const [at, ms] of watchMs.entries()) {
    assert.ok(ms <= (watchMs[at - 1] ?? limits.drainMs), `${watchMs}`);
  }
  assert.ok((watchMs.at(-1) ?? 0) < (watchMs[0] ?? 0));
});

Deno.test("drainBody() reads no more than its bound of bytes", async () => {
  const { watch } = draining();
  const slice = new Uint8Array(16 * 1024 * 1024);
  let reads = 0;
  const endless: Body = {
    ...noBody,
    read: () => Promise.resolve(++reads > 1000 ? null : slice),
  };
  assert.equal(await drainBody(endless, watch), false);
  assert.equal(reads, limits.drainBytes / slice.length);
});

Deno.test("drainBody() ends without a throw where the agent leaves or the body is broken", async () => {
  const gone = draining();
  gone.stream.feedFailure(new Error("reset"));
  const body = framedBody(gone.reader, { kind: "length", length: 1 }, "agent");
  assert.equal(await drainBody(body, gone.watch), false);
  assert.deepEqual(gone.clocks.running, []);
  const broken = draining();
  broken.stream.feed("no chunk\r\n");
  const chunks = framedBody(broken.reader, { kind: "chunked" }, "agent");
  assert.equal(await drainBody(chunks, broken.watch), false);
});

Deno.test("drainConnection() discards everything until the agent closes", async () => {
  const { clocks, stream, reader, watch } = draining();
  stream.feed("what", "ever");
  stream.feedEnd();
  await drainConnection(reader, watch);
  assert.equal(reader.held.length, 0);
  assert.deepEqual(clocks.running, []);
});

Deno.test("drainConnection() waits for an agent that does not close no longer than its bound", async () => {
  const { clocks, stream, reader, watch } = draining();
  const drained = drainConnection(reader, watch);
  clocks.advance(limits.drainMs);
  await drained;
  assert.equal(stream.closed, true);
});
