import assert from "node:assert/strict";
import { limits } from "../lib/limits.ts";
import { scanLimits } from "../lib/scan_limits.ts";

Deno.test("scanLimits are all among the limits, and none of them hides another", () => {
  for (const [name, value] of Object.entries(scanLimits)) {
    assert.equal(Object.entries(limits).find(([one]) => one === name)?.[1], value, name);
  }
});
