import assert from "node:assert/strict";
import { marks } from "../../../lib/scan/stream/marks.ts";

Deno.test("marks() lets go the input of which all output may go", () => {
  const noted = marks();
  noted.add(10, 100);
  noted.add(20, 250);
  assert.equal(noted.cleared(99), 0);
  assert.equal(noted.cleared(100), 10);
  assert.equal(noted.cleared(249), 10);
  assert.equal(noted.cleared(Infinity), 20);
});

Deno.test("marks() adds input that gave no output to what came before", () => {
  const noted = marks();
  noted.add(10, 100);
  noted.add(15, 100);
  assert.equal(noted.cleared(100), 15);
  noted.add(20, 100);
  assert.equal(noted.cleared(100), 20);
});

Deno.test("marks() stays right over many marks", () => {
  const noted = marks();
  for (let i = 1; i <= 10_000; i++) {
    noted.add(i, 3 * i);
    assert.equal(noted.cleared(3 * i - 30), Math.max(0, i - 10));
  }
});
