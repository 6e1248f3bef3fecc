import assert from "node:assert/strict";
import { createRoll } from "../../lib/proxy/roll.ts";

Deno.test("createRoll() has what was added and not taken off, in whatever order that happens", () => {
  for (const order of [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]]) {
    const roll = createRoll<string>();
    const things = ["a", "b", "c", "d"];
    const leaves = things.map((thing) => roll.add(thing));
    const left = new Set(things);
    for (const at of order) {
      assert.deepEqual(new Set(roll.all()), left);
      assert.equal(roll.size, left.size);
      leaves[at]?.();
      left.delete(things[at] ?? "");
    }
    assert.deepEqual(roll.all(), []);
  }
});

Deno.test("add() gives what takes off its own thing alone, however often it is called", () => {
  const roll = createRoll<string>();
  const leaveA = roll.add("a");
  const leaveB = roll.add("b");
  leaveA();
  leaveA();
  assert.deepEqual(roll.all(), ["b"]);
  leaveB();
  roll.add("c");
  leaveA();
  leaveB();
  assert.deepEqual(roll.all(), ["c"]);
});

Deno.test("all() does not mind that its things leave meanwhile", () => {
  const roll = createRoll<() => void>();
  let calls = 0;
  for (let i = 0; i < 10; i++) {
    const leave = roll.add(() => {
      calls++;
      leave();
    });
  }
  for (const thing of roll.all()) thing();
  assert.equal(calls, 10);
  assert.equal(roll.size, 0);
});
