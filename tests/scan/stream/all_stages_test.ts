import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { allStages } from "../../../lib/scan/stream/all_stages.ts";
import { keepingStage } from "../../support/scan_stages.ts";

Deno.test("allStages() gives every stage all bytes and lets go what all let go", async () => {
  const first = keepingStage(2);
  const second = keepingStage(5);
  const stage = allStages([first, second]);
  await stage.push(Buffer.from("0123456789"));
  assert.deepEqual([first.text(), second.text()], ["0123456789", "0123456789"]);
  assert.equal(stage.cleared(), 5);
  await stage.end();
  assert.ok(first.ended() && second.ended());
  assert.equal(stage.cleared(), 10);
});

Deno.test("allStages() of none lets everything go", () => {
  assert.equal(allStages([]).cleared(), Infinity);
});
