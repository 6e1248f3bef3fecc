import assert from "node:assert/strict";
import { entryText } from "../../lib/cli/entry_text.ts";
import { proposalOf } from "../support/questions.ts";

const proposal = proposalOf();
const now = Date.parse(proposal.arrival_timestamp) + 12_000;

Deno.test("entryText() shows all that the operator decides by", () => {
  const text = entryText({ proposal, answer: undefined, archived: false }, now);
  assert.equal(
    text,
    `proposal ${proposal.id}\nbottle bottle, asked 12s ago\n\n` +
      "host:    api.example.com\nmethod:  POST\npath:    /v1/messages\n" +
      "reason:  a dummy key in the body\ncontext: key ********\n\n" +
      proposal.justification,
  );
});

Deno.test("entryText() shows what became of it", () => {
  const answer = { allowed: false, status: "rejected", notes: "a real key" };
  const answered = entryText({ proposal, answer, archived: true }, now);
  assert.match(answered, /^answer rejected: a real key$/m);
  const late = entryText({ proposal, answer: undefined, archived: true }, now);
  assert.match(late, /^it timed out, /m);
});

Deno.test("entryText() is not steered by whoever wrote the file", () => {
  const hostile = {
    ...proposal,
    bottle_slug: "a\nb",
    proposed_file: "host: \x1b]0;x\x07\r\u202e\n",
    justification: "\x9b2J",
  };
  const text = entryText({ proposal: hostile, answer: undefined, archived: false }, now);
  assert.doesNotMatch(text, /[^\n\x20-\x7e]/);
  assert.match(text, /^bottle a\\u\{a\}b,/m);
});
