import assert from "node:assert/strict";
import { limits } from "../lib/limits.ts";
import { observeLimits } from "../lib/observe_limits.ts";

Deno.test("observeLimits are all among the limits, and none of them hides another", () => {
  for (const [name, value] of Object.entries(observeLimits)) {
    assert.equal(Object.entries(limits).find(([one]) => one === name)?.[1], value, name);
  }
});
