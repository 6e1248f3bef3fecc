import assert from "node:assert/strict";
import { jsonFolderDesk } from "../../lib/supervise/json_folder_desk.ts";
import { jsonFolderQueue } from "../../lib/supervise/json_folder_queue.ts";
import type { OperatorResponse } from "../../lib/supervise/queue.ts";
import { QueueError } from "../../lib/supervise/queue_error.ts";
import { proposalOf } from "../support/questions.ts";
import { tempFolder } from "../support/temp_folder.ts";

// What every store does is in json_folder_queue_test.ts.

const approved = (id: string): OperatorResponse => ({
  status: "approved",
  notes: "a test key",
  proposal_id: id,
  answered_at: "2026-01-02T03:04:05.000Z",
});

Deno.test("jsonFolderDesk() writes an answer whole, in the mode of the folder", async () => {
  await tempFolder(async (folder) => {
    await Deno.chmod(folder, 0o770);
    const proposal = proposalOf();
    await jsonFolderQueue(folder).file(proposal);
    await jsonFolderDesk(folder).answer(proposal.id, approved(proposal.id));
    const path = `${folder}/${proposal.id}.response.json`;
    const text = await Deno.readTextFile(path);
    assert.deepEqual(JSON.parse(text), approved(proposal.id));
    assert.deepEqual(Object.keys(JSON.parse(text)), [
      "status",
      "notes",
      "proposal_id",
      "answered_at",
    ]);
    assert.equal(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o660);
    assert.equal([...Deno.readDirSync(folder)].length, 2);
  });
});

Deno.test("jsonFolderDesk() replaces what is no answer", async () => {
  await tempFolder(async (folder) => {
    const [half, linked] = [proposalOf(), proposalOf()];
    const queue = jsonFolderQueue(folder);
    for (const proposal of [half, linked]) await queue.file(proposal);
    await Deno.writeTextFile(`${folder}/${half.id}.response.json`, '{"status":');
    await Deno.writeTextFile(`${folder}/elsewhere`, "untouched");
    await Deno.symlink(`${folder}/elsewhere`, `${folder}/${linked.id}.response.json`);
    for (const { id } of [half, linked]) {
      assert.equal(await jsonFolderDesk(folder).answer(id, approved(id)), "written");
      assert.equal((await queue.answerTo(id))?.allowed, true);
    }
    assert.equal(await Deno.readTextFile(`${folder}/elsewhere`), "untouched");
  });
});

Deno.test("jsonFolderDesk() shows no file that is no proposal of its name", async () => {
  await tempFolder(async (folder) => {
    const [real, other] = [proposalOf(), proposalOf()];
    await Deno.writeTextFile(`${folder}/${other.id}.proposal.json`, JSON.stringify(real));
    const desk = jsonFolderDesk(folder);
    assert.deepEqual(await desk.open(), [other.id]);
    assert.equal(await desk.read(other.id), undefined);
  });
});

Deno.test("jsonFolderDesk() says what is wrong with a folder", async () => {
  await tempFolder(async (folder) => {
    const desk = jsonFolderDesk(`${folder}/none`);
    await assert.rejects(desk.open(), QueueError);
    assert.deepEqual(await desk.archived(), []);
  });
});
