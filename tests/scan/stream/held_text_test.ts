import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../../lib/limits.ts";
import { heldText } from "../../../lib/scan/stream/held_text.ts";
import { SECRET_VALUE } from "../../support/scan_samples.ts";
import { cut, haltOf, lines, sampleWork, through } from "../../support/scan_stages.ts";

const about = {
  surface: "body part 1",
  views: [],
  contentType: "application/json",
  verbatim: true,
  depth: { multipart: 1, compressed: 0 },
};

Deno.test("heldText() reads a short text whole: values that are cut over strings show", async () => {
  const half = SECRET_VALUE.length / 2;
  const halves = [SECRET_VALUE.slice(0, half), SECRET_VALUE.slice(half)];
  const shared = sampleWork();
  const stage = heldText(about, "must be held", shared);
  const body = Buffer.from(JSON.stringify({ parts: halves }));
  assert.equal(await haltOf(through(stage, body, 7)), undefined);
  assert.equal(shared.takeFindings()[0]?.surface, "body part 1");
});

Deno.test("heldText() lets nothing go before it was read, then all", async () => {
  const stage = heldText(about, "must be held", sampleWork());
  for (const piece of cut(Buffer.from(JSON.stringify([lines(500)])), 100)) await stage.push(piece);
  assert.equal(stage.cleared(), 0);
  await stage.end();
  assert.equal(stage.cleared(), Infinity);
});

Deno.test("heldText() refuses what is longer, in the given words", async () => {
  const stage = heldText(about, "must be held", sampleWork());
  const pushing = (async () => await stage.push(new Uint8Array(limits.streamHeldTextBytes + 1)))();
  assert.equal(await haltOf(pushing), "must be held");
});
