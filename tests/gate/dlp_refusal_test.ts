import assert from "node:assert/strict";
import { answerRefusal, dlpRefusal, unreadableRefusal } from "../../lib/gate/dlp_refusal.ts";
import type { Finding } from "../../lib/scan/finding.ts";
import { Secret } from "../../lib/secret.ts";

const FINDING: Finding = {
  detector: "known_secrets",
  kind: "EGRESS_TOKEN_0",
  severity: "block",
  reason: "value of EGRESS_TOKEN_0 in body",
  value: new Secret("dummy-value-1234"),
  surface: "body",
  views: [],
  context: "key: ********",
  span: undefined,
};

Deno.test("dlpRefusal() words a finding as the contract does, and keeps the context for the log", () => {
  assert.deepEqual(dlpRefusal(FINDING), {
    status: 403,
    reason: "secret-found",
    text: "egress DLP: value of EGRESS_TOKEN_0 in body",
    context: "key: ********",
  });
  assert.equal(
    dlpRefusal({ ...FINDING, context: "" }, "supervisor rejected the request").text,
    "egress DLP: value of EGRESS_TOKEN_0 in body; supervisor rejected the request",
  );
  assert.equal("context" in dlpRefusal({ ...FINDING, context: "" }), false);
});

Deno.test("answerRefusal() and unreadableRefusal() say what is wrong, never a value", () => {
  const reflected = answerRefusal(FINDING);
  assert.deepEqual([reflected.status, reflected.reason], [403, "credential-reflected"]);
  assert.equal(reflected.text, "egress DLP: the answer holds the value of EGRESS_TOKEN_0 in body");
  assert.equal(JSON.stringify([reflected, dlpRefusal(FINDING)]).includes("dummy-value"), false);
  assert.equal(
    answerRefusal(FINDING, "the upstream sent the").text,
    "egress DLP: the upstream sent the value of EGRESS_TOKEN_0 in body",
  );
  assert.equal(unreadableRefusal("unknown coding").text, "egress DLP: unknown coding");
});

Deno.test("answerRefusal() tells signs of injection in the words of the finding alone", () => {
  const { reason, text } = answerRefusal({
    ...FINDING,
    detector: "naive_injection_detection",
    reason: "demand to drop earlier instructions in body",
  });
  assert.deepEqual([reason, text], [
    "prompt-injection",
    "egress DLP: demand to drop earlier instructions in body",
  ]);
});
