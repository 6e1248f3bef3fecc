import assert from "node:assert/strict";
import { listLearned } from "../../lib/admin/list_learned.ts";
import { createLearned } from "../../lib/observe/learn/learned.ts";
import { pathShape } from "../../lib/observe/learn/path_shape.ts";
import { proposalText } from "../../lib/observe/learn/proposal_text.ts";

Deno.test("listLearned() says the proposal as data and as text", async () => {
  const learned = createLearned();
  const about = { host: "a.test", port: 443, method: "GET", route: undefined };
  learned.add({ ...about, shape: pathShape("/items/17") });
  learned.leftOut();
  const told = await listLearned({ learned: () => Promise.resolve(learned.routes()) });
  assert.deepEqual(told, {
    learning: true,
    ...learned.routes(),
    text: proposalText(learned.routes()),
  });
});

Deno.test("listLearned() says that nothing is learned", async () => {
  const told = await listLearned({ learned: undefined });
  assert.deepEqual(told, { learning: false, routes: [], left_out: 0, text: "" });
});
