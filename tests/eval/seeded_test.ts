import assert from "node:assert/strict";
import { seeded } from "./seeded.ts";

Deno.test("seeded() repeats itself and stays below the bound", () => {
  const draw = (seed: number) =>
    Array.from({ length: 200 }, ((r) => () => r.below(7))(seeded(seed)));
  assert.deepEqual(draw(3), draw(3));
  assert.equal(new Set(draw(3)).size, 7);
  assert.ok(draw(0).every((n) => Number.isInteger(n) && n >= 0 && n < 7));
  assert.throws(() => seeded(1).pick([]), RangeError);
});
