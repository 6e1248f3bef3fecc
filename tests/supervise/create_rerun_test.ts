import assert from "node:assert/strict";
import { createRerun } from "../../lib/supervise/create_rerun.ts";

Deno.test("createRerun() answers calls during a run with one later run", async () => {
  const ends: (() => void)[] = [];
  let running = 0;
  const rerun = createRerun(async () => {
    running++;
    assert.equal(running, 1);
    await new Promise<void>((resolve) => ends.push(resolve));
    running--;
  });
  const done: string[] = [];
  const first = rerun().then(() => done.push("first"));
  const second = rerun().then(() => done.push("second"));
  const third = rerun().then(() => done.push("third"));
  assert.equal(ends.length, 1);
  ends[0]?.();
  await first;
  assert.deepEqual(done, ["first"]);
  await Promise.resolve();
  assert.equal(ends.length, 2);
  ends[1]?.();
  await Promise.all([second, third]);
  assert.deepEqual(done, ["first", "second", "third"]);
  const fourth = rerun();
  assert.equal(ends.length, 3);
  ends[2]?.();
  await fourth;
});
