import assert from "node:assert/strict";
import { shortIds } from "../../lib/cli/short_ids.ts";

Deno.test("shortIds() shows eight characters, or as many as tell them apart", () => {
  const [one, two, near] = [
    "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
    "7f9619ff-8b86-4d01-b42d-00cf4fc964ff",
    "6f9619ff-8b96-4d01-b42d-00cf4fc964ff",
  ];
  assert.equal(shortIds([])("anything"), "anything");
  assert.deepEqual([one, two].map(shortIds([one, two])), ["6f9619ff", "7f9619ff"]);
  assert.deepEqual([one, near].map(shortIds([one, two, near])), ["6f9619ff-8b8", "6f9619ff-8b9"]);
});
