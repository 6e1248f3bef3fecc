import assert from "node:assert/strict";
import { openEntries } from "../../lib/supervise/open_entries.ts";
import { limits } from "../../lib/limits.ts";
import { memoryQueue } from "../support/memory_queue.ts";
import { proposalOf } from "../support/questions.ts";

Deno.test("openEntries() has the sidecar's questions, the oldest first", async () => {
  const queue = memoryQueue();
  const [young, old] = [proposalOf({ now: 2_000 }), proposalOf({ now: 1_000 })];
  const [foreign, done] = [{ ...proposalOf(), tool: "another-tool" }, proposalOf()];
  for (const proposal of [young, old, foreign, done]) await queue.file(proposal);
  await queue.archive(done.id);
  const { entries, others } = await openEntries(queue);
  assert.deepEqual(entries.map(({ proposal }) => proposal.id), [old.id, young.id]);
  assert.equal(others, 1);
});

Deno.test("openEntries() reads no more than its bound", async () => {
  const queue = memoryQueue();
  for (let count = 0; count < limits.listedProposals + 5; count++) await queue.file(proposalOf());
  const { entries, others } = await openEntries(queue);
  assert.deepEqual([entries.length, others], [limits.listedProposals, 5]);
});
