import assert from "node:assert/strict";
import { Reader } from "../../lib/proxy/reader.ts";
import { ProtocolError } from "../../lib/wire/protocol_error.ts";
import { fakeStream } from "../support/fake_stream.ts";
import { bytesOf, randomPieces, seededRandom, textOf } from "../support/wire_bytes.ts";

const HEAD = "GET / HTTP/1.1\r\nHost: a.test\r\n\r\n";
const fails = (fault: string, status: number) => (error: unknown) => {
  assert.ok(error instanceof ProtocolError, String(error));
  assert.deepEqual([error.fault, error.status], [fault, status], error.message);
  return true;
};

Deno.test("head() gives one head and keeps what stands behind it, cut anywhere", async () => {
  const random = seededRandom(7);
  for (let round = 0; round < 50; round++) {
    const stream = fakeStream(
      ...randomPieces(bytesOf(HEAD + HEAD + "body"), random, 1 + random(12))
        .filter(({ length }) => length > 0),
    );
    stream.feedEnd();
    const reader = new Reader(stream);
    for (const _ of [1, 2]) {
      assert.equal(textOf(await reader.head("agent", 1000) ?? bytesOf("none")), HEAD);
    }
    while (await reader.fill());
    assert.equal(textOf(reader.take()), "body");
  }
});

Deno.test("head() is null at an end before its first byte and an error at one inside it", async () => {
  const empty = fakeStream();
  empty.feedEnd();
  assert.equal(await new Reader(empty).head("agent", 1000), null);
  for (const [fault, status] of [["agent", 400], ["upstream", 502]] as const) {
    const cut = fakeStream("HTTP/1.1 200 OK\r\n");
    cut.feedEnd();
    await assert.rejects(new Reader(cut).head(fault, 1000), fails(fault, status));
  }
});

Deno.test("head() refuses a head over its bound, come whole or not", async () => {
  const size = HEAD.length;
  assert.equal((await new Reader(fakeStream(HEAD)).head("agent", size))?.length, size);
  for (const [fault, status] of [["agent", 431], ["upstream", 502]] as const) {
    await assert.rejects(new Reader(fakeStream(HEAD)).head(fault, size - 1), fails(fault, status));
    const endless = new Reader(fakeStream("GET / HTTP/1.1\r\nX: ", "y".repeat(100)));
    await assert.rejects(endless.head(fault, 100), fails(fault, status));
  }
});

Deno.test("head() says when it began, and looks at what is not whole yet", async () => {
  const stream = fakeStream("GE", "T / HTTP/1.1\r\n", "\r\n");
  const seen: string[] = [];
  await new Reader(stream).head(
    "agent",
    1000,
    () => seen.push("started"),
    (bytes) => seen.push(textOf(bytes)),
  );
  assert.deepEqual(seen, ["started", "GE", "GET / HTTP/1.1\r\n"]);
  await assert.rejects(
    new Reader(fakeStream("SSH-2.0")).head("agent", 1000, () => {}, () => {
      throw new Error("no HTTP");
    }),
    /no HTTP/,
  );
});

Deno.test("fill() shares one read among calls that overlap", async () => {
  const stream = fakeStream();
  const reader = new Reader(stream);
  const both = [reader.fill(), reader.fill()];
  stream.feed("ab", "cd");
  assert.deepEqual(await Promise.all(both), [true, true]);
  assert.equal(textOf(reader.held), "ab");
  await reader.fill();
  assert.equal(textOf(reader.held), "abcd");
});

Deno.test("fill() stays at the end once it was there, and rejects as the stream does", async () => {
  const stream = fakeStream("a");
  stream.feedEnd();
  const reader = new Reader(stream);
  assert.deepEqual([await reader.fill(), await reader.fill(), await reader.fill()], [
    true,
    false,
    false,
  ]);
  const broken = fakeStream();
  broken.feedFailure(new Error("reset"));
  const other = new Reader(broken);
  await assert.rejects(other.fill(), /reset/);
  await assert.rejects(other.fill(), /reset/);
});

Deno.test("take() gives bytes that later ones never change", async () => {
  const stream = fakeStream(..."abcdefghij");
  const reader = new Reader(stream);
  for (let count = 0; count < 5; count++) await reader.fill();
  const first = reader.take();
  for (let count = 0; count < 5; count++) await reader.fill();
  assert.deepEqual([textOf(first), textOf(reader.take())], ["abcde", "fghij"]);
  assert.equal(reader.held.length, 0);
});

Deno.test("unread() puts bytes back before those that came since", async () => {
  const stream = fakeStream("abc", "def", "ghi");
  const reader = new Reader(stream, bytesOf("_"));
  await reader.fill();
  const taken = reader.take();
  await reader.fill();
  reader.unread(taken.subarray(2));
  reader.unread(new Uint8Array(0));
  await reader.fill();
  assert.equal(textOf(reader.held), "bcdefghi");
});
