import assert from "node:assert/strict";
import { inboundDetectors, outboundDetectors } from "../../lib/policy/route.ts";

Deno.test("the detectors that a route can name are those of the contract", () => {
  assert.deepEqual([...outboundDetectors], ["token_patterns", "known_secrets", "entropy"]);
  assert.deepEqual([...inboundDetectors], ["naive_injection_detection"]);
});
