import assert from "node:assert/strict";
import { upstreamFailed, upstreamTimedOut } from "../../../lib/proxy/upstream/upstream_error.ts";

Deno.test("upstreamFailed() is a 502 whose reason follows from the stage", () => {
  const reasons = (["resolve", "connect", "tls", "write", "read"] as const).map((stage) => {
    const { refusal } = upstreamFailed(stage, "a.test failed");
    assert.deepEqual([refusal.status, refusal.text], [502, "egress: a.test failed"]);
    return refusal.reason;
  });
  assert.deepEqual(reasons, [
    "upstream-dns",
    "upstream-unreachable",
    "upstream-tls",
    "upstream-protocol",
    "upstream-protocol",
  ]);
});

Deno.test("upstreamTimedOut() is a 504 at every stage", () => {
  const error = upstreamTimedOut("connect", "a.test did not accept within 10 s");
  assert.deepEqual(error.refusal, {
    status: 504,
    reason: "upstream-timeout",
    text: "egress: a.test did not accept within 10 s",
  });
  assert.equal(error.stage, "connect");
});
