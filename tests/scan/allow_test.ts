import assert from "node:assert/strict";
import { isPublishedDummy } from "../../lib/scan/allow.ts";

Deno.test("isPublishedDummy() knows published examples, quoted too, and nothing that resembles them", () => {
  const example = "AKIAIOSFODNN7" + "EXAMPLE";
  assert.ok(isPublishedDummy(example));
  assert.ok(isPublishedDummy(`"${example}",`));
  assert.ok(!isPublishedDummy(`${example.slice(0, -1)}Q`));
  assert.ok(!isPublishedDummy(`${example}X`));
  assert.ok(!isPublishedDummy(""));
});
