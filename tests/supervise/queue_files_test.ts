import assert from "node:assert/strict";
import { idOf, queuePath } from "../../lib/supervise/queue_files.ts";

const ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

Deno.test("queuePath() and idOf() agree on the contract's names", () => {
  assert.equal(queuePath("/queue", ID, "proposal"), `/queue/${ID}.proposal.json`);
  assert.equal(queuePath("/queue", ID, "response"), `/queue/${ID}.response.json`);
  assert.equal(idOf(`${ID}.proposal.json`, "proposal"), ID);
  assert.equal(idOf(`${ID}.response.json`, "response"), ID);
});

Deno.test("queuePath() never leaves the folder", () => {
  const others = [
    "",
    "..",
    `../${ID}`,
    `${ID}/../x`,
    `${ID}\n`,
    `${ID}\0`,
    ID.toUpperCase(),
    `/${ID}`,
  ];
  for (const id of others) assert.throws(() => queuePath("/queue", id, "response"), TypeError, id);
});

Deno.test("idOf() knows no other names", () => {
  const others = [
    `${ID}.response.json`,
    `.${ID}.proposal.json`,
    `${ID}.proposal.json.tmp`,
    `${ID}.proposal`,
    "x.proposal.json",
    "processed",
  ];
  for (const name of others) assert.equal(idOf(name, "proposal"), undefined, name);
});
