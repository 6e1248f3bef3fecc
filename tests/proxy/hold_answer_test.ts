import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { framedBody } from "../../lib/proxy/body.ts";
import { createHeldBodies } from "../../lib/proxy/held_bodies.ts";
import { holdAnswer } from "../../lib/proxy/hold_answer.ts";
import { Reader } from "../../lib/proxy/reader.ts";
import { timedBody } from "../../lib/proxy/timed_body.ts";
import { fakeStream } from "../support/fake_stream.ts";
import { manualClocks } from "../support/manual_clocks.ts";
import { textOf } from "../support/wire_bytes.ts";

function holding(sent: string[], { most = 1e9, goesOn = true } = {}) {
  const stream = fakeStream(...sent);
  const clocks = manualClocks();
  clocks.holdDelays();
  const bodies = createHeldBodies(most);
  const body = timedBody(framedBody(new Reader(stream), { kind: "close" }, "upstream"));
  const held = holdAnswer(body, () => goesOn, bodies.share(), clocks).then((answer) =>
    answer.kind === "whole" ? textOf(answer.bytes) : answer.first.map((slice) => textOf(slice))
  );
  return { stream, clocks, bodies, held };
}

Deno.test("holdAnswer() gives a short body whole, however it comes", async () => {
  const { stream, clocks, held } = holding(["a", "b"]);
  stream.feed("c");
  stream.feedEnd();
  assert.equal(await held, "abc");
  assert.equal(clocks.delays, 0);
  const bytes = holding([...Array(2 * limits.heldSlices + 5)].map(() => "x"));
  bytes.stream.feedEnd();
  assert.equal(await bytes.held, "x".repeat(2 * limits.heldSlices + 5));
});

Deno.test("holdAnswer() gives what is there when time is up, and nothing where nothing came", async () => {
  const { clocks, held } = holding(["a"]);
  await clocks.passDelay();
  assert.deepEqual(await held, ["a"]);
  assert.equal(clocks.delays, 0);
  const none = holding([]);
  await none.clocks.passDelay();
  assert.deepEqual(await none.held, []);
});

Deno.test("holdAnswer() holds no more than its bound, or than there is room, or what is not to be held", async () => {
  const half = "x".repeat(limits.heldAnswerBytes / 2);
  assert.deepEqual(await holding([half, half, "more"]).held, [half, half]);
  assert.deepEqual(await holding(["abc", "def"], { most: 2 }).held, ["abc"]);
  assert.deepEqual(await holding(["abc", "def"], { goesOn: false }).held, ["abc"]);
});
