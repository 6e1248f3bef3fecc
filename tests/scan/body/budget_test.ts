import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import { fullBudget } from "../../../lib/scan/body/budget.ts";

Deno.test("fullBudget() gives each body a budget of its own", () => {
  const budget = fullBudget();
  budget.parts = 0;
  assert.deepEqual(fullBudget(), {
    decodedBytes: limits.bodyDecodedBytes,
    parts: limits.multipartParts,
  });
});
