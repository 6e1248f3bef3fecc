import assert from "node:assert/strict";
import { notifyingQueue } from "../../lib/supervise/notifying_queue.ts";
import type { Proposal } from "../../lib/supervise/proposal.ts";
import { memoryQueue } from "../support/memory_queue.ts";
import { proposalOf } from "../support/questions.ts";

Deno.test("notifyingQueue() tells of what was filed, and only of that", async () => {
  const queue = memoryQueue();
  const told: Proposal[] = [];
  const notifying = notifyingQueue(queue, (proposal) => void told.push(proposal));
  const proposal = proposalOf();
  await notifying.file(proposal);
  assert.deepEqual([told, await queue.open()], [[proposal], [proposal.id]]);
  queue.broken.file = () => Promise.reject(new Error("full"));
  await assert.rejects(notifying.file(proposalOf()), /full/);
  assert.equal(told.length, 1);
  await notifying.archive(proposal.id);
  assert.deepEqual(await queue.open(), []);
});
