import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { type Body, framedBody, noBody } from "../../lib/proxy/body.ts";
import { createHeldBodies } from "../../lib/proxy/held_bodies.ts";
import { holdBody } from "../../lib/proxy/hold_body.ts";
import { Reader } from "../../lib/proxy/reader.ts";
import { sentBody } from "../support/asked.ts";
import { fakeStream } from "../support/fake_stream.ts";
import { bytesOf, textOf } from "../support/wire_bytes.ts";

const hold = (body: Body, maxBytes: number) =>
  holdBody(body, maxBytes, createHeldBodies(100).share());

Deno.test("holdBody() gives all of a body that fits, with its trailers", async () => {
  const known = await hold(sentBody({ kind: "length", length: 6 }, "abc", "def"), 6);
  assert.ok(known.kind === "whole");
  assert.equal(textOf(known.bytes), "abcdef");
  const sent = "3\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n";
  const chunked = await hold(sentBody({ kind: "chunked" }, ...sent), 6);
  assert.ok(chunked.kind === "whole");
  assert.equal(textOf(chunked.bytes), "abc");
  assert.deepEqual(chunked.trailers, [["X-Sum", "1"]]);
  const none = await hold(noBody, 0);
  assert.ok(none.kind === "whole" && none.bytes.length === 0);
});

Deno.test("holdBody() does not touch a body that is announced as larger", async () => {
  let asked = false;
  const framing = { kind: "length", length: 6 } as const;
  const wanted = () => Promise.resolve(void (asked = true));
  const body = framedBody(new Reader(fakeStream("abcdef")), framing, "agent", wanted);
  assert.deepEqual(await hold(body, 5), { kind: "larger", body });
  assert.equal(asked, false);
});

Deno.test("holdBody() loses nothing of a body that shows itself as larger", async () => {
  const pieces = ["4\r\nabcd\r\n", "4\r\nefgh\r\n", "1\r\ni\r\n0\r\n\r\n"];
  const held = await hold(sentBody({ kind: "chunked" }, ...pieces), 5);
  assert.ok(held.kind === "larger");
  let text = "";
  for (let s = await held.body.read(); s; s = await held.body.read()) text += textOf(s);
  assert.equal(text, "abcdefghi");
});

Deno.test("holdBody() joins slices where a body comes byte by byte", async () => {
  let left = 3 * limits.heldSlices;
  const bytes: Body = {
    ...noBody,
    length: undefined,
    read: () => Promise.resolve(left-- > 0 ? bytesOf(String(left % 10)) : null),
  };
  const held = await holdBody(bytes, 2 * limits.heldSlices, createHeldBodies().share());
  assert.ok(held.kind === "larger");
  assert.equal((await held.body.read())?.length, limits.heldSlices);
  let size = limits.heldSlices;
  for (let s = await held.body.read(); s; s = await held.body.read()) size += s.length;
  assert.equal(size, 3 * limits.heldSlices);
});

Deno.test("holdBody() stops where there is no room, and leaves the share to its owner", async () => {
  const bodies = createHeldBodies(5);
  const share = bodies.share();
  const body = sentBody({ kind: "chunked" }, "4\r\nabcd\r\n", "4\r\nefgh\r\n0\r\n\r\n");
  assert.deepEqual(await holdBody(body, 100, share), { kind: "no-room" });
  assert.equal(bodies.bytes, 4);
  share.end();
  assert.equal(bodies.bytes, 0);
});
