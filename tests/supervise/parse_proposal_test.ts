import assert from "node:assert/strict";
import { parseProposal } from "../../lib/supervise/parse_proposal.ts";
import { proposalOf } from "../support/questions.ts";

Deno.test("parseProposal() reads what was written", () => {
  const proposal = proposalOf();
  assert.deepEqual(parseProposal(JSON.stringify(proposal), proposal.id), proposal);
});

Deno.test("parseProposal() takes a foreign one with its id and text alone", () => {
  const { id } = proposalOf();
  const text = JSON.stringify({ id, proposed_file: "a file", tool: 7, more: true });
  assert.deepEqual(parseProposal(text, id), {
    id,
    bottle_slug: "",
    tool: "",
    proposed_file: "a file",
    justification: "",
    arrival_timestamp: "",
    current_file_hash: "",
  });
});

Deno.test("parseProposal() takes nothing under another id or without a text", () => {
  const proposal = proposalOf();
  const others = [
    JSON.stringify({ ...proposal, id: crypto.randomUUID() }),
    JSON.stringify({ ...proposal, proposed_file: 1 }),
    JSON.stringify([proposal]),
    JSON.stringify(proposal).slice(0, -1),
  ];
  for (const text of others) assert.equal(parseProposal(text, proposal.id), undefined, text);
});
