import assert from "node:assert/strict";
import { giveAnswer } from "../../lib/cli/give_answer.ts";
import { memoryQueue } from "../support/memory_queue.ts";
import { proposalOf } from "../support/questions.ts";

Deno.test("giveAnswer() says what came of the answer", async () => {
  const desk = memoryQueue();
  const said: string[] = [];
  const terminal = {
    print: (text: string) => void said.push(text),
    warn: (text: string) => void said.push(text),
    colour: false,
  };
  const context = { desk, terminal, now: () => 0 };
  const [one, other] = [proposalOf(), proposalOf()];
  await desk.file(one);
  await desk.file(other);
  await desk.archive(other.id);
  const codes = [
    await giveAnswer(context, one.id, "rejected", "a real key"),
    await giveAnswer(context, one.id, "approved", "a test key"),
    await giveAnswer(context, other.id, "approved", "a test key"),
  ];
  assert.deepEqual(codes, [0, 1, 1]);
  assert.deepEqual(said, [
    `rejected ${one.id}`,
    `egress: proposal ${one.id} has just been answered by somebody else`,
    `egress: proposal ${other.id} has just gone: it timed out or was withdrawn`,
  ]);
  const answer = { allowed: false, status: "rejected", notes: "a real key" };
  assert.deepEqual((await desk.read(one.id))?.answer, answer);
});
