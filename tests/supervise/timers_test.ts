import assert from "node:assert/strict";
import { platformTimers } from "../../lib/supervise/timers.ts";

Deno.test("platformTimers run once, unless they are cancelled", async () => {
  const runs: string[] = [];
  const cancel = platformTimers.after(1, () => runs.push("cancelled"));
  cancel();
  cancel();
  await new Promise<void>((resolve) => platformTimers.after(10, resolve));
  assert.deepEqual(runs, []);
});

Deno.test("platformTimers go on when the world's clock is set", async () => {
  const world = Date.now;
  const before = platformTimers.now();
  try {
    Date.now = () => world() - 86_400_000;
    await new Promise<void>((resolve) => platformTimers.after(5, resolve));
  } finally {
    Date.now = world;
  }
  const passed = platformTimers.now() - before;
  assert.ok(passed >= 4 && passed < 10_000, `${passed} ms`);
});
