import assert from "node:assert/strict";
import { createLearned } from "../../../lib/observe/learn/learned.ts";
import { pathShape } from "../../../lib/observe/learn/path_shape.ts";
import { proposalText } from "../../../lib/observe/learn/proposal_text.ts";
import { readProposal } from "../../../lib/observe/learn/read_proposal.ts";

function someText(): string {
  const learned = createLearned();
  const a = { host: "a.test", port: 443, route: undefined };
  for (const path of ["/items/17", '/"quoted"', "/a.b"]) {
    for (const method of ["GET", "M-SEARCH"]) {
      learned.add({ ...a, method, shape: pathShape(path) }, 3);
    }
  }
  learned.add({ ...a, port: 8443, method: "GET", shape: pathShape("/a.b") });
  learned.add({ ...a, host: "b.test", method: "GET", route: '*."b', shape: pathShape("/") });
  learned.leftOut(7);
  return proposalText(learned.routes());
}

Deno.test("readProposal() reads back all that was written", () => {
  const text = someText();
  const read = readProposal(text);
  assert.ok(read);
  const learned = createLearned();
  learned.restore(read);
  assert.equal(proposalText(learned.routes()), text);
});

Deno.test("readProposal() takes no other file for a proposal", () => {
  assert.equal(readProposal("routes: []\n"), undefined);
  assert.equal(readProposal(""), undefined);
});

Deno.test("readProposal() leaves out what was edited into something else", () => {
  const edited = someText()
    .replace("/items/[0-9]+", "/items/[0-9+")
    .replace('"/a.b"', '"a.b"')
    .replaceAll("M-SEARCH 3", "m-search 3")
    .replace('"b.test"', '"b test"');
  const read = readProposal(edited);
  const learned = createLearned();
  learned.restore(read ?? { routes: [], left_out: 0 });
  const { routes } = learned.routes();
  assert.deepEqual(routes.map(({ host }) => host), ["a.test"]);
  const paths = routes[0]?.matches.flatMap((entry) => entry.paths);
  assert.deepEqual(paths, [{ type: "exact", value: '/"quoted"', counts: { GET: 3 } }]);
});
