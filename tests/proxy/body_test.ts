import assert from "node:assert/strict";
import {
  type Body,
  concat,
  framedBody,
  heldBody,
  noBody,
  prefixedBody,
} from "../../lib/proxy/body.ts";
import { Reader } from "../../lib/proxy/reader.ts";
import { ProtocolError } from "../../lib/wire/protocol_error.ts";
import { fakeStream } from "../support/fake_stream.ts";
import { bytesOf, textOf } from "../support/wire_bytes.ts";

async function readAll(body: Body): Promise<string> {
  let text = "";
  for (let slice = await body.read(); slice !== null; slice = await body.read()) {
    assert.ok(slice.length > 0, "an empty slice");
    text += textOf(slice);
  }
  return text;
}

Deno.test("framedBody() gives a body of known length and leaves what follows with the reader", async () => {
  const reader = new Reader(fakeStream("hel", "lo worldGET / HT"));
  const body = framedBody(reader, { kind: "length", length: 11 }, "agent");
  assert.deepEqual([body.length, body.done], [11, false]);
  assert.equal(await readAll(body), "hello world");
  assert.equal(body.done, true);
  assert.equal(textOf(reader.held), "GET / HT");
});

Deno.test("framedBody() undoes chunks, cut anywhere, and keeps their trailers", async () => {
  const sent = "5\r\nhello\r\n1;x=y\r\n!\r\n0\r\nX-Sum: 1\r\n\r\nn";
  const reader = new Reader(fakeStream(...sent));
  const body = framedBody(reader, { kind: "chunked" }, "agent");
  assert.equal(body.length, undefined);
  assert.equal(await readAll(body), "hello!");
  assert.deepEqual(body.trailers, [["X-Sum", "1"]]);
  await reader.fill();
  assert.equal(textOf(reader.held), "n");
});

Deno.test("framedBody() gives the chunks that came together as one slice", async () => {
  const reader = new Reader(fakeStream("1\r\na\r\n".repeat(500) + "0\r\n\r\n"));
  const body = framedBody(reader, { kind: "chunked" }, "agent");
  assert.equal((await body.read())?.length, 500);
  assert.equal(await body.read(), null);
});

Deno.test("framedBody() of a body that ends with its connection is whole at the end alone", async () => {
  const stream = fakeStream("abc");
  const body = framedBody(new Reader(stream), { kind: "close" }, "upstream");
  assert.equal(textOf(await body.read() ?? new Uint8Array()), "abc");
  assert.equal(body.done, false);
  stream.feedEnd();
  assert.equal(await body.read(), null);
  assert.equal(body.done, true);
});

Deno.test("framedBody() never takes a short body for whole", async () => {
  for (const framing of [{ kind: "length", length: 5 }, { kind: "chunked" }] as const) {
    const stream = fakeStream(framing.kind === "length" ? "abc" : "3\r\nabc\r\n");
    stream.feedEnd();
    const body = framedBody(new Reader(stream), framing, "upstream");
    await body.read();
    await assert.rejects(body.read(), (error) => {
      assert.ok(error instanceof ProtocolError);
      assert.deepEqual([error.fault, error.status], ["upstream", 502]);
      return true;
    });
    assert.equal(body.done, false);
  }
});

Deno.test("framedBody() asks for the body once, before the first read, and not where there is none", async () => {
  let asked = 0;
  const wanted = () => Promise.resolve(void asked++);
  const reader = new Reader(fakeStream("ab", "c"));
  assert.equal(framedBody(reader, { kind: "length", length: 0 }, "agent", wanted), noBody);
  assert.equal(framedBody(reader, { kind: "none" }, "agent", wanted), noBody);
  const body = framedBody(reader, { kind: "length", length: 3 }, "agent", wanted);
  assert.equal(asked, 0);
  assert.equal(await readAll(body), "abc");
  assert.equal(asked, 1);
});

Deno.test("framedBody() is ready when there is something to give without waiting", async () => {
  const stream = fakeStream();
  const reader = new Reader(stream);
  const body = framedBody(reader, { kind: "length", length: 2 }, "upstream");
  assert.equal(body.ready, false);
  stream.feed("ab");
  await reader.fill();
  assert.equal(body.ready, true);
  assert.equal(await readAll(body), "ab");
  assert.equal(body.ready, true);
});

Deno.test("framedBody() gives what follows back once, even if two reads wait for its last bytes", async () => {
  const stream = fakeStream();
  const reader = new Reader(stream);
  const body = framedBody(reader, { kind: "length", length: 3 }, "agent");
  // An upstream answered early: the sending still waits for the body when its rest is drained.
  const sending = readAll(body);
  const draining = readAll(body);
  stream.feed("abcGET /next");
  assert.deepEqual([await sending, await draining].sort(), ["", "abc"]);
  assert.equal(textOf(reader.held), "GET /next");
});

Deno.test("heldBody() gives its bytes once", async () => {
  const body = heldBody(bytesOf("abc"));
  assert.deepEqual([body.length, body.done, body.ready], [3, false, true]);
  assert.equal(await readAll(body), "abc");
  assert.equal(body.done, true);
  const empty = heldBody(new Uint8Array(0));
  assert.equal(empty.done, true);
  assert.equal(await empty.read(), null);
});

Deno.test("heldBody() has no length where trailers stand behind it", async () => {
  const body = heldBody(bytesOf("abc"), [["X-Sum", "1"]]);
  assert.equal(body.length, undefined);
  assert.equal(await readAll(body), "abc");
  assert.deepEqual(body.trailers, [["X-Sum", "1"]]);
});

Deno.test("prefixedBody() gives what was read already before the rest, and loses nothing", async () => {
  const stream = fakeStream("4\r\nefgh\r\n0\r\nX-Sum: 1\r\n\r\n");
  const rest = framedBody(new Reader(stream), { kind: "chunked" }, "agent");
  const body = prefixedBody([bytesOf("ab"), bytesOf("cd")], rest);
  assert.deepEqual([body.length, body.ready, body.done], [undefined, true, false]);
  assert.equal(await readAll(body), "abcdefgh");
  assert.deepEqual(body.trailers, [["X-Sum", "1"]]);
  assert.equal(body.done, true);
});

Deno.test("concat() joins slices in their order and copies no single one", () => {
  const one = bytesOf("abc");
  assert.equal(concat([one]), one);
  assert.equal(textOf(concat([one, bytesOf(""), bytesOf("de")])), "abcde");
  assert.equal(concat([]).length, 0);
});
