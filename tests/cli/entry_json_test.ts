import assert from "node:assert/strict";
import { entryJson } from "../../lib/cli/entry_json.ts";
import { proposalOf, questionOf } from "../support/questions.ts";

Deno.test("entryJson() has a proposal's lines apart, and its answer", () => {
  const { id, bottle_slug, arrival_timestamp, proposed_file, justification } = proposalOf();
  const { host, method, path, reason, context } = questionOf();
  const proposal = proposalOf({ id });
  const asked = { host, method, path, reason, context };
  const about = { id, bottle_slug, arrival_timestamp, proposed_file, justification };
  assert.deepEqual(entryJson({ proposal, answer: undefined, archived: false }), {
    ...about,
    ...asked,
    status: null,
    notes: null,
    archived: false,
  });
  const answer = { allowed: true, status: "approved", notes: "a test key" };
  assert.deepEqual(entryJson({ proposal, answer, archived: true }), {
    ...about,
    ...asked,
    status: "approved",
    notes: "a test key",
    archived: true,
  });
});
