import assert from "node:assert/strict";
import { QueueError } from "../../lib/supervise/queue_error.ts";
import { queueFolder } from "../../lib/supervise/queue_folder.ts";
import { proposalOf } from "../support/questions.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { until } from "../support/until.ts";

Deno.test("queueFolder() knows its files by their names, and reads what they hold", async () => {
  await tempFolder(async (path) => {
    const folder = queueFolder(path, {});
    const proposal = proposalOf();
    const { id } = proposal;
    await Deno.writeTextFile(`${path}/${id}.proposal.json`, JSON.stringify(proposal));
    await Deno.writeTextFile(`${path}/${id}.response.json`, '{"status":"approved"}');
    await Deno.writeTextFile(`${path}/.${id}.proposal.json.tmp`, "{");
    await Deno.writeTextFile(`${path}/notes.txt`, "");
    assert.deepEqual(await folder.ids("proposal"), [id]);
    assert.deepEqual(await folder.ids("response"), [id]);
    assert.deepEqual(await folder.proposal(id), proposal);
    assert.equal((await folder.answer(id))?.allowed, true);
    assert.deepEqual([await folder.has(id, "response")], [true]);
    assert.deepEqual([await folder.has(crypto.randomUUID(), "response")], [false]);
  });
});

Deno.test("queueFolder() reads nothing by an id that leads elsewhere", async () => {
  await tempFolder(async (parent) => {
    await Deno.mkdir(`${parent}/queue`);
    await Deno.writeTextFile(`${parent}/x.response.json`, '{"status":"approved"}');
    const folder = queueFolder(`${parent}/queue`, {});
    await assert.rejects(folder.answer("../x"), TypeError);
  });
});

Deno.test("queueFolder() tells of the ids of the files that are asked for", async () => {
  await tempFolder(async (path) => {
    const seen: string[] = [];
    const stop = queueFolder(path, {}).changes((id) => seen.push(id), ["response"]);
    const [{ id }, other] = [proposalOf(), proposalOf()];
    await Deno.writeTextFile(`${path}/other.json`, "");
    await Deno.writeTextFile(`${path}/${other.id}.proposal.json`, "");
    await Deno.writeTextFile(`${path}/${id}.response.json`, "");
    await until(() => seen.length > 0);
    stop();
    assert.deepEqual(new Set(seen), new Set([id]));
  });
});

Deno.test("queueFolder() puts a failure into words with the folder's name", async () => {
  const { inWords } = queueFolder("/queue", {});
  assert.equal(await inWords("read", () => Promise.resolve(7)), 7);
  const fails = inWords("read", () => Promise.reject(new Deno.errors.NotFound("gone: /x")));
  await assert.rejects(fails, new QueueError("cannot read the queue's folder /queue: gone"));
});
