import assert from "node:assert/strict";
import { outboundOf } from "../../lib/gate/outbound.ts";
import type { OutboundDetector } from "../../lib/policy/route.ts";
import { testRoute } from "../support/route.ts";

const of = (outboundDetectors: readonly OutboundDetector[]) => {
  const { head, body } = outboundOf(testRoute({ outboundDetectors }));
  return { head: [...head].sort(), body: [...body].sort() };
};

Deno.test("outboundOf() looks for CRLF in every head, whatever the route selects", () => {
  assert.deepEqual(of([]), { head: ["crlf"], body: [] });
});

Deno.test("outboundOf() looks for what Unicode hides wherever it looks for values", () => {
  assert.deepEqual(of(["token_patterns"]).body, ["token_patterns", "unicode_evasion"]);
  assert.deepEqual(of(["known_secrets"]).body, ["known_secrets", "unicode_evasion"]);
  assert.deepEqual(of(["entropy"]), { head: ["crlf", "entropy"], body: ["entropy"] });
});
