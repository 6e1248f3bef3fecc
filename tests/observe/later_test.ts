import assert from "node:assert/strict";
import { createLater } from "../../lib/observe/later.ts";
import { manualTimers } from "../support/manual_timers.ts";

function testLater(
  most = 10,
  work?: (things: readonly number[]) => Promise<void>,
  ready?: () => Promise<unknown>,
) {
  const timers = manualTimers();
  const seen: number[][] = [];
  const later = createLater<number>({
    most,
    everyMs: 100,
    timers,
    ...(ready && { ready }),
    work: work ?? ((things) => Promise.resolve(void seen.push([...things]))),
  });
  return { timers, seen, later };
}

Deno.test("createLater() works things off together, some time after the first", async () => {
  const { timers, seen, later } = testLater();
  later.add(1);
  timers.advance(50);
  later.add(2);
  timers.advance(49);
  assert.deepEqual(seen, []);
  timers.advance(1);
  await later.flush();
  assert.deepEqual(seen, [[1, 2]]);
  assert.equal(timers.open, 0);
});

Deno.test("createLater() counts what finds no room", async () => {
  const { seen, later } = testLater(2);
  for (const thing of [1, 2, 3, 4]) later.add(thing);
  await later.flush();
  assert.deepEqual(seen, [[1, 2]]);
  assert.equal(later.lost, 2);
});

Deno.test("createLater() runs one piece of work at a time, and survives what it throws", async () => {
  const log: string[] = [];
  const { later } = testLater(10, async (things) => {
    log.push(`begin ${things}`);
    await Promise.resolve();
    log.push(`end ${things}`);
    throw new Error("expected");
  });
  later.add(1);
  const first = later.flush();
  await Promise.resolve();
  later.add(2);
  await Promise.all([first, later.flush()]);
  assert.deepEqual(log, ["begin 1", "end 1", "begin 2", "end 2"]);
});

Deno.test("createLater() waits for what the work needs, and loses things where that fails", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const waiting = testLater(10, undefined, () => promise);
  waiting.later.add(1);
  const flushed = waiting.later.flush();
  await Promise.resolve();
  assert.deepEqual(waiting.seen, []);
  resolve();
  await flushed;
  assert.deepEqual(waiting.seen, [[1]]);
  const failing = testLater(10, undefined, () => Promise.reject(new Error("expected")));
  failing.later.add(1);
  await failing.later.flush();
  assert.deepEqual([failing.seen, failing.later.lost], [[], 1]);
});
