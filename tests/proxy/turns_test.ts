import assert from "node:assert/strict";
import { setImmediate } from "node:timers";
import { limits } from "../../lib/limits.ts";
import { createTurns } from "../../lib/proxy/turns.ts";

/** Keeps the thread busy, as a scan does. */
function work(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

Deno.test("begin() gives a turn that waits for nothing while the work is short", () => {
  assert.equal(createTurns().begin()(), undefined);
});

Deno.test("begin() gives a turn that lets the event loop come round once the work was long", async () => {
  const turn = createTurns().begin();
  work(limits.turnMs + 1);
  let others = false;
  setImmediate(() => others = true);
  const waited = turn();
  assert.ok(waited instanceof Promise);
  await waited;
  assert.equal(others, true);
  assert.equal(turn(), undefined, "the next slice begins");
});

Deno.test("begin() lets one of several works run for each round of the loop", async () => {
  const turns = createTurns();
  const all = [turns.begin(), turns.begin(), turns.begin()];
  work(limits.turnMs + 1);
  const order: string[] = [];
  const works = all.map(async (turn, i) => {
    await turn();
    order.push(`work ${i}`);
    setImmediate(() => order.push("others"));
  });
  await Promise.all(works);
  assert.deepEqual(order.filter((name) => name !== "others"), ["work 0", "work 1", "work 2"]);
  assert.ok(order.indexOf("others") < order.indexOf("work 2"), order.join());
});
