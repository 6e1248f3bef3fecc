import assert from "node:assert/strict";
import { corpus } from "./corpus.ts";

Deno.test("corpus() is the same for the same seed, and another for another", () => {
  assert.deepEqual(corpus(7, 1), corpus(7, 1));
  assert.notDeepEqual(corpus(7, 1), corpus(8, 1));
});

Deno.test("corpus() expects the same of every line of a class", () => {
  const expected = new Map<string, boolean>();
  for (const line of corpus(7, 2)) {
    assert.equal(expected.get(line.class) ?? line.expect, line.expect, line.class);
    expected.set(line.class, line.expect);
  }
  assert.ok(expected.get("structured") === true && expected.get("code") === false);
});
