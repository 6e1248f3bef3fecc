import assert from "node:assert/strict";
import { Blocked } from "../../lib/proxy/blocked.ts";

Deno.test("Blocked carries the refusal and the status of the answer that must not pass", () => {
  const refusal = { status: 403, reason: "credential-reflected", text: "egress DLP: no" } as const;
  const blocked = new Blocked(refusal, 200);
  assert.deepEqual([blocked.message, blocked.refusal, blocked.responseStatus], [
    "egress DLP: no",
    refusal,
    200,
  ]);
});
