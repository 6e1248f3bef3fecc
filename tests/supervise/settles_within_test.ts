import assert from "node:assert/strict";
import { settlesWithin } from "../../lib/supervise/settles_within.ts";
import { manualTimers } from "../support/manual_timers.ts";

Deno.test("settlesWithin() ends with the work, well or badly, and leaves no timer", async () => {
  const timers = manualTimers();
  await settlesWithin(10, Promise.resolve(), timers);
  await settlesWithin(10, Promise.reject(new Error("the work's own")), timers);
  assert.equal(timers.open, 0);
});

Deno.test("settlesWithin() ends with the time where the work hangs", async () => {
  const timers = manualTimers();
  let ended = false;
  const waits = settlesWithin(10, new Promise(() => {}), timers).then(() => ended = true);
  timers.advance(9);
  await new Promise((resolve) => setTimeout(resolve, 1));
  assert.equal(ended, false);
  timers.advance(1);
  await waits;
});
