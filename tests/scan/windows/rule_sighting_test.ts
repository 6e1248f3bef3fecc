import assert from "node:assert/strict";
import { ruleSighting } from "../../../lib/scan/windows/rule_sighting.ts";
import { assignedRule, plainLiteral } from "../../support/scan_samples.ts";

Deno.test("ruleSighting() carries the rule's id and words, and how the token was written", () => {
  const match = { value: "v", start: 3, end: 4 };
  assert.deepEqual(ruleSighting(plainLiteral(assignedRule).rule, match, ["reversed"]), {
    detector: "token_patterns",
    kind: "assigned-token",
    what: "token",
    written: ["reversed"],
    contextual: true,
    ...match,
  });
});
