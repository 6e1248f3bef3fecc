import assert from "node:assert/strict";
import { median, quantile, ratio } from "../../bench/statistics.ts";

Deno.test("median() is the middle number, and the lower of two", () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([4, 1, 3, 2]), 2);
  assert.ok(Number.isNaN(median([])));
});

Deno.test("quantile() is what that share of the numbers is not above", () => {
  const numbers = Array.from({ length: 100 }, (_, i) => 100 - i);
  assert.equal(quantile(numbers, 0.5), 51);
  assert.equal(quantile(numbers, 0.99), 100);
  assert.equal(quantile(numbers, 1), 100);
  assert.equal(quantile([], 0.5), null);
});

Deno.test("ratio() pairs the rounds, so that a slow one does not count against one side", () => {
  // The machine was half as fast in the second round, for both.
  assert.equal(ratio([20, 10, 20], [10, 5, 10]), 2);
  assert.notEqual(median([20, 10, 10]) / median([10, 5, 10]), 2);
  assert.equal(ratio([20, 10, 10], [10, 5, 5]), 2);
  assert.equal(ratio([6, 6], [3]), 2);
  assert.ok(Number.isNaN(ratio([], [1])));
});
