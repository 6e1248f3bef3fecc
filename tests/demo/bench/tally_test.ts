import assert from "node:assert/strict";
import { createTally } from "../../bench/tally.ts";

/** A tally of one second whose warming up, 200 ms, begins at 0 of a clock that is set by hand. */
function stand() {
  const clock = { now: 0 };
  return { clock, tally: createTally({ seconds: 1, pid: null }, () => clock.now) };
}

Deno.test("createTally() counts what ends in its time, whenever it began, and no warming up", () => {
  const { clock, tally } = stand();
  for (const at of [100, 300, 500, 700, 900, 1199]) {
    clock.now = at;
    tally.answered(at - 150);
    tally.received(1000);
  }
  assert.equal(tally.more(), true);
  clock.now = 1201;
  assert.equal(tally.more(), false);
  tally.answered(1000);
  tally.received(1000);
  const { perSecond, bytesPerSecond, p50Ms, processorUs } = tally.result();
  assert.deepEqual({ perSecond, bytesPerSecond, p50Ms, processorUs }, {
    perSecond: 5,
    bytesPerSecond: 5000,
    p50Ms: 150,
    processorUs: null,
  });
});

Deno.test("createTally() gives a slow peer more time, and divides by it", () => {
  const { clock, tally } = stand();
  for (const at of [1000, 2000, 3000]) {
    clock.now = at;
    tally.answered(at - 1000);
    assert.equal(tally.more(), true);
  }
  clock.now = 4200;
  tally.answered(3000);
  assert.equal(tally.more(), false);
  assert.equal(tally.result().perSecond, 1);
});

Deno.test("createTally() ends at last where nothing comes", () => {
  const { clock, tally } = stand();
  clock.now = 15_199;
  assert.equal(tally.more(), true);
  clock.now = 15_200;
  assert.equal(tally.more(), false);
  assert.equal(tally.result().perSecond, 0);
  assert.equal(tally.result().p50Ms, null);
});

Deno.test("createTally() takes events by their number, without times", () => {
  const { clock, tally } = stand();
  clock.now = 600;
  tally.counted(40);
  clock.now = 1300;
  tally.counted(40);
  assert.equal(tally.result().perSecond, 40);
  assert.equal(tally.result().p99Ms, null);
});
