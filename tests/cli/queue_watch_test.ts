import assert from "node:assert/strict";
import type { Prompter } from "../../lib/cli/prompter.ts";
import { queueWatch } from "../../lib/cli/queue_watch.ts";
import { type MemoryQueue, memoryQueue } from "../support/memory_queue.ts";
import { proposalOf, questionOf } from "../support/questions.ts";
import { until } from "../support/until.ts";

/** A watch whose operator is the test. */
function watching(desk: MemoryQueue = memoryQueue()) {
  const said: string[] = [];
  let asked: string | undefined;
  let hand = (_line: string | undefined) => {};
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const prompter: Prompter = {
    ask(question) {
      asked = question;
      return new Promise((resolve) => hand = resolve);
    },
    ended,
  };
  const say = (text: string) => void said.push(text);
  const terminal = { print: say, warn: say, colour: false };
  const code = queueWatch({ desk, terminal, now: () => 1_700_000_000_000 }, prompter);
  return {
    desk,
    said,
    code,
    /** Types a line once this is asked. */
    async type(question: string, line: string) {
      await until(() => asked?.startsWith(question) ?? false, { what: question });
      asked = undefined;
      hand(line);
    },
    toSay: (words: string) =>
      until(() => said.some((text) => text.includes(words)), { what: words }),
    async end() {
      resolve();
      hand(undefined);
      assert.equal(await code, 0);
      assert.equal(desk.listeners, 0);
    },
  };
}

const status = async (desk: MemoryQueue, id: string) => (await desk.read(id))?.answer?.status;

Deno.test("queueWatch() shows proposals as they come, and answers them", async () => {
  const { desk, said, type, toSay, end } = watching();
  await toSay("waiting for proposals");
  const [one, two] = [proposalOf(), proposalOf({}, questionOf({ context: "other ********" }))];
  await desk.file(one);
  await type("approve?", "y");
  assert.ok(said.some((text) => text.includes(`proposal ${one.id}`) && text.includes("key *****")));
  await type("reason: ", " a test key ");
  await toSay(`approved ${one.id}`);
  assert.equal((await desk.read(one.id))?.answer?.notes, "a test key");
  await desk.file(two);
  await type("approve?", "n");
  await type("reason (may be none)", "");
  await toSay(`rejected ${two.id}`);
  assert.equal(await status(desk, two.id), "rejected");
  await end();
});

Deno.test("queueWatch() begins with what waits already, the oldest first", async () => {
  const desk = memoryQueue();
  const [young, old, done] = [proposalOf({ now: 2_000 }), proposalOf({ now: 1_000 }), proposalOf()];
  for (const proposal of [young, old, done]) await desk.file(proposal);
  await desk.answer(done.id, {
    status: "approved",
    notes: "",
    proposal_id: done.id,
    answered_at: "",
  });
  const { said, type, toSay, end } = watching(desk);
  for (const { id } of [old, young]) {
    await toSay(id);
    await type("approve?", "s");
  }
  await toSay("waiting for proposals");
  assert.ok(!said.join("\n").includes(done.id));
  assert.equal(await status(desk, old.id), undefined);
  await end();
});

Deno.test("queueWatch() approves nothing without a reason and takes no other word", async () => {
  const { desk, type, toSay, end } = watching();
  const proposal = proposalOf();
  await desk.file(proposal);
  for (const word of ["", "yes", "Y", "ja"]) await type("approve?", word);
  await type("approve?", "y");
  await type("reason: ", "  ");
  await toSay("an approval needs a reason");
  assert.equal(await status(desk, proposal.id), undefined);
  await type("approve?", "s");
  await end();
});

Deno.test("queueWatch() gives no line to another question than it was typed for", async () => {
  const { desk, type, toSay, end } = watching();
  const [gone, next] = [proposalOf({ now: 1 }), proposalOf({ now: 2 })];
  await desk.file(gone);
  await desk.file(next);
  await toSay(gone.id);
  await desk.archive(gone.id);
  await toSay(`${gone.id} has gone or was answered elsewhere; Enter goes on`);
  await type("approve?", "y");
  await toSay(next.id);
  assert.equal(await status(desk, next.id), undefined);
  await type("approve?", "n");
  await type("reason (may be none)", "");
  await toSay(`rejected ${next.id}`);
  await end();
});

Deno.test("queueWatch() ends with the input, also in the middle of a question", async () => {
  const { desk, toSay, end } = watching();
  const proposal = proposalOf();
  await desk.file(proposal);
  await toSay(proposal.id);
  await end();
  assert.equal(await status(desk, proposal.id), undefined);
});
