import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { makeProposal } from "../../lib/supervise/make_proposal.ts";
import { questionOf } from "../support/questions.ts";

Deno.test("makeProposal() has the contract's keys in their order, and never the value", () => {
  const value = "dummy-value-0001";
  const proposal = makeProposal(questionOf({ path: `/${value}?${value}`, value }), {
    id: "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
    slug: "bottle",
    now: Date.UTC(2026, 0, 2, 3, 4, 5, 6),
    redact: (text) => text,
  });
  assert.deepEqual(Object.keys(proposal), [
    "id",
    "bottle_slug",
    "tool",
    "proposed_file",
    "justification",
    "arrival_timestamp",
    "current_file_hash",
  ]);
  const { id, bottle_slug, tool, arrival_timestamp } = proposal;
  assert.deepEqual([id, bottle_slug, tool, arrival_timestamp], [
    "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
    "bottle",
    "egress-token-allow",
    "2026-01-02T03:04:05.006Z",
  ]);
  const hash = createHash("sha256").update(proposal.proposed_file).digest("hex");
  assert.equal(proposal.current_file_hash, hash);
  assert.match(proposal.proposed_file, /^path: +\/\*{8}$/m);
  assert.ok(!JSON.stringify(proposal).includes(value));
  assert.doesNotMatch(proposal.justification, /\n/);
});
