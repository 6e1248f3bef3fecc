import assert from "node:assert/strict";
import { framedBody } from "../../lib/proxy/body.ts";
import { Reader } from "../../lib/proxy/reader.ts";
import { timedBody } from "../../lib/proxy/timed_body.ts";
import { fakeStream } from "../support/fake_stream.ts";
import { textOf } from "../support/wire_bytes.ts";

const never = new Promise<void>(() => {});

function timed(...sent: string[]) {
  const stream = fakeStream(...sent);
  return { stream, body: timedBody(framedBody(new Reader(stream), { kind: "close" }, "upstream")) };
}

const text = (slice: Uint8Array | null | "late") =>
  slice instanceof Uint8Array ? textOf(slice) : slice;

Deno.test("readBy() is late where nothing came, and loses nothing", async () => {
  const { stream, body } = timed();
  assert.equal(await body.readBy(Promise.resolve()), "late");
  assert.equal(await body.readBy(Promise.resolve()), "late");
  stream.feed("abc");
  assert.equal(text(await body.readBy(never)), "abc");
  assert.equal(await body.readBy(Promise.resolve()), "late");
  stream.feed("def");
  assert.equal(text(await body.read()), "def");
  stream.feedEnd();
  assert.equal(await body.read(), null);
});

Deno.test("readBy() that was late leaves no rejection behind", async () => {
  const { stream, body } = timed();
  assert.equal(await body.readBy(Promise.resolve()), "late");
  stream.feedFailure(new Error("reset"));
  await assert.rejects(body.read(), /reset/);
});
