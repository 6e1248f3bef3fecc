import assert from "node:assert/strict";
import { holdsAtMost } from "../../../lib/scan/events/holds_at_most.ts";

Deno.test("holdsAtMost() counts the values in a value, and itself", () => {
  for (const value of [1, null, "a", [], {}]) assert.ok(holdsAtMost(1, value));
  const counted = [[[1], 2], [[1, [2]], 4], [{ a: { b: [1] } }, 4]] as const;
  for (const [value, count] of counted) {
    assert.ok(holdsAtMost(count, value), JSON.stringify(value));
    assert.equal(holdsAtMost(count - 1, value), false, JSON.stringify(value));
  }
});

Deno.test("holdsAtMost() takes no harm from deep nesting and long lists", () => {
  assert.equal(holdsAtMost(1000, JSON.parse("[".repeat(100_000) + "]".repeat(100_000))), false);
  assert.equal(holdsAtMost(1000, Array.from({ length: 1e6 }, () => 0)), false);
});
