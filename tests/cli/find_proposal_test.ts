import assert from "node:assert/strict";
import { findProposal } from "../../lib/cli/find_proposal.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import { memoryQueue } from "../support/memory_queue.ts";
import { proposalOf } from "../support/questions.ts";

const ONE = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
const NEAR = "6f9619ff-8b96-4d01-b42d-00cf4fc964ff";
const DONE = "6f000000-8b96-4d01-b42d-00cf4fc964ff";
const FOREIGN = "aa000000-8b96-4d01-b42d-00cf4fc964ff";

async function queue() {
  const store = memoryQueue();
  for (const id of [ONE, NEAR, DONE]) await store.file(proposalOf({ id }));
  await store.file({ ...proposalOf({ id: FOREIGN }), tool: "another-tool" });
  await store.archive(DONE);
  return store;
}

Deno.test("findProposal() finds by a beginning that only one has, an archived one too", async () => {
  const store = await queue();
  for (
    const [prefix, id] of [["6f9619ff-8b8", ONE], [NEAR, NEAR], ["6F9619FF-8B9", NEAR], [
      "6f0",
      DONE,
    ]]
  ) {
    const { entry } = await findProposal(store, prefix ?? "");
    assert.equal(entry?.proposal.id, id);
    assert.equal(entry?.archived, id === DONE);
  }
});

Deno.test("findProposal() says why there is none", async () => {
  const store = await queue();
  const rows = [
    ["b", "no proposal's id begins with b"],
    ["6f9619", "2 proposals begin with 6f9619; write more of the id"],
    ["aa", `proposal ${FOREIGN} is another tool's, which has its own program for answers`],
  ];
  for (const [prefix = "", why] of rows) {
    assert.deepEqual(await findProposal(store, prefix), { why });
  }
  store.read = () => Promise.resolve(undefined);
  assert.deepEqual(await findProposal(store, "aa"), {
    why: `proposal ${FOREIGN} has gone or cannot be read`,
  });
});

Deno.test("findProposal() takes no path for an id", async () => {
  const store = await queue();
  for (const prefix of ["", "../6f", "6f*", "6f/"]) {
    await assert.rejects(findProposal(store, prefix), UsageError, prefix);
  }
});
