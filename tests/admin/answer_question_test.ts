import assert from "node:assert/strict";
import { answerQuestion } from "../../lib/admin/answer_question.ts";
import { ApiError } from "../../lib/admin/api_error.ts";
import { proposalOf } from "../support/questions.ts";
import { testAdmin } from "../support/test_admin.ts";

const statusIs = (status: number) => (error: unknown) =>
  error instanceof ApiError && error.status === status;

Deno.test("answerQuestion() writes the answer to the queue, with its reason", async () => {
  const { parts, queue } = testAdmin();
  const proposal = proposalOf();
  await queue.file(proposal);
  const answered = await answerQuestion(parts, proposal.id, "approved", "the deploy key");
  assert.deepEqual(answered, { id: proposal.id, status: "approved" });
  const answer = await queue.answerTo(proposal.id);
  assert.deepEqual([answer?.allowed, answer?.notes], [true, "the deploy key"]);
});

Deno.test("answerQuestion() says when somebody was first or the question has gone", async () => {
  const { parts, queue } = testAdmin();
  const proposal = proposalOf();
  await queue.file(proposal);
  await answerQuestion(parts, proposal.id, "rejected", "");
  const again = answerQuestion(parts, proposal.id, "approved", "x");
  await assert.rejects(again, statusIs(409));
  await queue.archive(proposal.id);
  await assert.rejects(answerQuestion(parts, proposal.id, "approved", "x"), statusIs(409));
  assert.equal((await queue.read(proposal.id))?.answer?.allowed, false);
});

Deno.test("answerQuestion() answers no question of another bottle or tool, and no other id", async () => {
  const { parts, queue } = testAdmin();
  const foreign = proposalOf({ slug: "other" });
  const tool = { ...proposalOf(), tool: "another-tool" };
  for (const proposal of [foreign, tool]) await queue.file(proposal);
  for (
    const id of [foreign.id, tool.id, crypto.randomUUID(), "../../x", "", foreign.id.slice(0, 8)]
  ) {
    await assert.rejects(answerQuestion(parts, id, "approved", "x"), statusIs(404), id);
    assert.equal(await queue.answerTo(id), undefined);
  }
  const off = { ...parts, queue: undefined };
  await assert.rejects(answerQuestion(off, foreign.id, "approved", "x"), statusIs(404));
});
