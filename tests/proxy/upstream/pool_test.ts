import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import { type Connection, connection } from "../../../lib/proxy/upstream/connection.ts";
import { createPool } from "../../../lib/proxy/upstream/pool.ts";
import { type FakeStream, fakeStream } from "../../support/fake_stream.ts";
import { manualClocks } from "../../support/manual_clocks.ts";
import { textOf } from "../../support/wire_bytes.ts";

interface Made extends Connection {
  readonly stream: FakeStream;
}

function made(key = "https://a.test:443"): Made {
  const stream = fakeStream();
  return Object.assign(connection(key, "192.0.2.1", stream), { stream });
}

function pooled() {
  const clocks = manualClocks();
  return { clocks, pool: createPool(clocks) };
}

/** Lets the reads that are pending see what came. */
async function settle({ reader }: Connection): Promise<void> {
  await reader.fill().catch(() => {});
  await Promise.resolve();
}

Deno.test("createPool() gives the connection that was used last, and marks it as reused", () => {
  const { pool, clocks } = pooled();
  const [a, b] = [made(), made()];
  pool.give(a);
  pool.give(b);
  assert.equal(pool.idle, 2);
  assert.equal(pool.take(a.key), b);
  assert.equal(b.reused, true);
  assert.equal(pool.take(a.key), a);
  assert.equal(pool.take(a.key), undefined);
  assert.deepEqual([pool.idle, clocks.open], [0, 0]);
});

Deno.test("createPool() shares no connection between origins", () => {
  const { pool } = pooled();
  pool.give(made("https://a.test:443"));
  assert.equal(pool.take("http://a.test:443"), undefined);
  assert.equal(pool.take("https://b.test:443"), undefined);
});

Deno.test("createPool() closes a connection that is idle for too long", () => {
  const { pool, clocks } = pooled();
  const one = made();
  pool.give(one);
  clocks.advance(limits.idleUpstreamMs - 1);
  assert.equal(one.stream.closed, false);
  clocks.advance(1);
  assert.deepEqual([one.stream.closed, pool.idle, pool.take(one.key)], [true, 0, undefined]);
});

Deno.test("createPool() discards a connection whose peer ends it, fails, or speaks unasked", async () => {
  for (
    const happen of [
      ({ stream }: Made) => stream.feedEnd(),
      ({ stream }: Made) => stream.feedFailure(new Error("reset")),
      ({ stream }: Made) => stream.feed("HTTP/1.1 200 OK\r\n\r\n"),
    ]
  ) {
    const { pool, clocks } = pooled();
    const one = made();
    pool.give(one);
    happen(one);
    await settle(one);
    assert.deepEqual([one.stream.closed, pool.idle, clocks.open], [true, 0, 0]);
    assert.equal(pool.take(one.key), undefined);
  }
});

Deno.test("createPool() leaves the pending read of a taken connection to its answer", async () => {
  const { pool } = pooled();
  const one = made();
  pool.give(one);
  pool.take(one.key);
  one.stream.feed("HTTP/1.1 ");
  await settle(one);
  assert.equal(one.stream.closed, false);
  assert.equal(textOf(one.reader.take()), "HTTP/1.1 ");
  // And the next rest in the pool has a read of its own.
  pool.give(one);
  assert.equal(pool.idle, 1);
  one.stream.feedEnd();
  await settle(one);
  assert.equal(pool.idle, 0);
});

Deno.test("createPool() holds so many connections to one origin and so many in all", () => {
  const { pool } = pooled();
  const same = Array.from({ length: limits.idleUpstreamsPerOrigin + 1 }, () => made());
  same.forEach(pool.give);
  assert.equal(pool.idle, limits.idleUpstreamsPerOrigin);
  assert.equal(same.at(-1)?.stream.closed, true);
  assert.equal(same.at(0)?.stream.closed, false);
  const others = Array.from(
    { length: limits.idleUpstreams },
    (_, at) => made(`https://${at}.test:443`),
  );
  others.forEach(pool.give);
  assert.equal(pool.idle, limits.idleUpstreams);
  assert.equal(others.at(-1)?.stream.closed, true);
});

Deno.test("clear() closes all idle connections and none that was taken", () => {
  const { pool, clocks } = pooled();
  const all = [made(), made(), made("https://b.test:443")];
  all.forEach(pool.give);
  pool.take(all[0]?.key ?? "");
  pool.clear();
  assert.deepEqual(all.map(({ stream }) => stream.closed), [true, false, true]);
  assert.deepEqual([pool.idle, clocks.open], [0, 0]);
});
