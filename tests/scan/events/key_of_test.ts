import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import { keyOf } from "../../../lib/scan/events/key_of.ts";

Deno.test("keyOf() writes indexes and ids with an end, so that no key begins another", () => {
  assert.deepEqual([1, 10, "a", "", undefined, null, {}].map(keyOf), [
    ...["1/", "10/", "a/", "-/", "-/", "-/", "-/"],
  ]);
  assert.equal(keyOf("x".repeat(1000)).length, limits.eventKeyChars + 1);
});
