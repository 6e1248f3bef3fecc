import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { connStream, type RawConn } from "../../lib/proxy/conn_stream.ts";
import { loopbackPair } from "../support/loopback_pair.ts";
import { bytesOf, textOf } from "../support/wire_bytes.ts";

/** A connection whose reads fill as much as a test says, and which keeps what was called. */
function fakeConn(parts: Partial<RawConn> = {}) {
  const calls: string[] = [];
  const rooms: number[] = [];
  let next = 1;
  let fill = 1;
  const conn: RawConn = {
    read(into) {
      rooms.push(into.length);
      const count = Math.min(fill, into.length);
      into.fill(next++, 0, count);
      return Promise.resolve(count);
    },
    write(bytes) {
      calls.push(textOf(bytes.subarray(0, 3)));
      return Promise.resolve(Math.min(3, bytes.length));
    },
    closeWrite: () => Promise.resolve(void calls.push("closeWrite")),
    close: () => void calls.push("close"),
    ...parts,
  };
  return { stream: connStream(conn), calls, rooms, fill: (count: number) => fill = count };
}

Deno.test("read() never writes into bytes that it gave away", async () => {
  const { stream, fill } = fakeConn();
  fill(1000);
  const slices = [];
  for (let count = 0; count < 20; count++) slices.push(await stream.read());
  for (const [at, slice] of slices.entries()) {
    assert.deepEqual(new Set(slice), new Set([at + 1]));
    assert.equal(slice?.length, 1000);
  }
});

Deno.test("read() takes small slabs until reads fill them, and small ones again later", async () => {
  const { stream, rooms, fill } = fakeConn();
  fill(Infinity);
  await stream.read();
  await stream.read();
  assert.deepEqual(rooms, [limits.readSlabSmallBytes, limits.readSlabLargeBytes]);
  // The slab under way is used up first.
  fill(limits.tlsRecordBytes - 1);
  await stream.read();
  fill(1);
  while (rooms.at(-1) !== limits.readSlabSmallBytes) {
    assert.ok(rooms.length < 2 * limits.readSlabLargeBytes, "no small slab came");
    await stream.read();
  }
});

/** A connection whose reads are answered by the test, one after the other. */
function steppedConn() {
  const reads: { into: Uint8Array; answer: (count: number | null) => void }[] = [];
  const conn = fakeConn({
    read: (into) => new Promise((resolve) => reads.push({ into, answer: resolve })),
  });
  return { ...conn, reads };
}

const RECORD = limits.tlsRecordBytes;

Deno.test("read() joins the records that are at hand", async () => {
  const { stream, fill } = fakeConn();
  fill(Infinity);
  await stream.read();
  fill(RECORD);
  const slice = await stream.read() ?? new Uint8Array(0);
  assert.equal(slice.length, limits.readSlabLargeBytes);
  // In their order: each read of the fake fills with its own number.
  for (let at = RECORD; at < slice.length; at += RECORD) {
    assert.equal(slice[at], (slice[at - 1] ?? 0) + 1);
  }
});

Deno.test("read() waits for no second record, whose bytes are the next read's", async () => {
  const { stream, reads } = steppedConn();
  const first = stream.read();
  reads[0]?.answer(limits.readSlabSmallBytes);
  await first;
  const second = stream.read();
  reads[1]?.answer(RECORD);
  assert.equal((await second)?.length, RECORD);
  assert.equal(reads.length, 3);
  reads[2]?.into.fill(7, 0, 5);
  reads[2]?.answer(5);
  assert.deepEqual(await stream.read(), new Uint8Array(5).fill(7));
  assert.equal(reads.length, 3);
});

Deno.test("read() gives the end or the failure behind a record to the read after it", async () => {
  for (const end of [() => Promise.resolve(null), () => Promise.reject(new Error("reset"))]) {
    let calls = 0;
    const { stream } = fakeConn({
      read: (into) => ++calls < 3 ? Promise.resolve(Math.min(into.length, RECORD)) : end(),
    });
    assert.equal((await stream.read())?.length, limits.readSlabSmallBytes);
    assert.equal((await stream.read())?.length, RECORD);
    const last = await stream.read().catch((error: Error) => error.message);
    assert.ok(last === null || last === "reset");
    assert.equal(calls, 3);
  }
});

Deno.test("read() is null at the orderly end", async () => {
  const { stream } = fakeConn({ read: () => Promise.resolve(null) });
  assert.equal(await stream.read(), null);
});

Deno.test("write() writes all, however much is taken at a time", async () => {
  const { stream, calls } = fakeConn();
  await stream.write(bytesOf("abcdefgh"));
  assert.deepEqual(calls, ["abc", "def", "gh"]);
  await stream.write(new Uint8Array(0));
  assert.equal(calls.length, 3);
});

Deno.test("close() closes once, and does not mind what was closed before", () => {
  const once = fakeConn();
  once.stream.close();
  once.stream.close();
  assert.deepEqual(once.calls, ["close"]);
  fakeConn({
    close() {
      throw new Deno.errors.BadResource("closed");
    },
  }).stream.close();
});

Deno.test("end() says the end before it closes, even to a peer that is gone", async () => {
  const { stream, calls } = fakeConn();
  await stream.end();
  await stream.end();
  assert.deepEqual(calls, ["closeWrite", "close"]);
  let closed = false;
  await fakeConn({
    closeWrite: () => Promise.reject(new Deno.errors.NotConnected("gone")),
    close: () => void (closed = true),
  }).stream.end();
  assert.equal(closed, true);
});

Deno.test("connStream() of a socket brings its bytes both ways and its end", async () => {
  const pair = await loopbackPair();
  const [near, far] = [connStream(pair.near), connStream(pair.far)];
  await near.write(bytesOf("to the far side"));
  assert.equal(textOf(await far.read() ?? bytesOf("")), "to the far side");
  const reading = near.read();
  await far.end();
  assert.equal(await reading, null);
  near.close();
  await assert.rejects(near.read());
});
