import assert from "node:assert/strict";
import { accept, refuse } from "../../lib/policy/outcome.ts";

Deno.test("accept() carries the value", () => {
  assert.deepEqual(accept("x"), { ok: true, value: "x" });
});

Deno.test("refuse() begins the text with the name of the sidecar", () => {
  assert.deepEqual(refuse(403, "no-match", "nothing fits"), {
    ok: false,
    refusal: { status: 403, reason: "no-match", text: "egress: nothing fits" },
  });
});
