import assert from "node:assert/strict";
import { jsonFolderDesk } from "../../lib/supervise/json_folder_desk.ts";
import { jsonFolderQueue } from "../../lib/supervise/json_folder_queue.ts";
import { QueueError } from "../../lib/supervise/queue_error.ts";
import { memoryQueue } from "../support/memory_queue.ts";
import { findProgram, runFound, testWith } from "../support/programs.ts";
import { proposalOf } from "../support/questions.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { queueContract } from "./queue_contract.ts";

queueContract(
  "jsonFolderQueue()",
  (use) =>
    tempFolder((folder) =>
      use({ asking: jsonFolderQueue(folder), operator: jsonFolderDesk(folder) })
    ),
);

queueContract("jsonFolderQueue() where time stamps stand still", (use) =>
  tempFolder((folder) => {
    const blind = { stampOf: () => Promise.resolve("always this") };
    return use({
      asking: jsonFolderQueue(folder, blind),
      operator: jsonFolderDesk(folder, blind),
    });
  }));

// The suite's own double, so that it is no suite of the folder's habits.
queueContract("memoryQueue()", (use) => {
  const queue = memoryQueue();
  return use({ asking: queue, operator: queue });
});

const modeOf = async (path: string) => ((await Deno.stat(path)).mode ?? 0) & 0o777;

Deno.test("jsonFolderQueue() writes the contract's keys in their order", async () => {
  await tempFolder(async (folder) => {
    const proposal = proposalOf();
    await jsonFolderQueue(folder).file(proposal);
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), [
      `${proposal.id}.proposal.json`,
    ]);
    const text = await Deno.readTextFile(`${folder}/${proposal.id}.proposal.json`);
    assert.deepEqual(Object.keys(JSON.parse(text)), [
      "id",
      "bottle_slug",
      "tool",
      "proposed_file",
      "justification",
      "arrival_timestamp",
      "current_file_hash",
    ]);
  });
});

Deno.test("jsonFolderQueue() writes in the mode of its folder", async () => {
  const rows: [of: number, file: number, folder: number][] = [
    [0o770, 0o660, 0o770],
    [0o700, 0o600, 0o700],
  ];
  for (const [mode, file, inside] of rows) {
    await tempFolder(async (folder) => {
      await Deno.chmod(folder, mode);
      const queue = jsonFolderQueue(folder);
      const { id } = proposalOf();
      await queue.file(proposalOf({ id }));
      assert.equal(await modeOf(`${folder}/${id}.proposal.json`), file);
      await queue.archive(id);
      assert.equal(await modeOf(`${folder}/processed`), inside);
      assert.equal(await modeOf(`${folder}/processed/${id}.proposal.json`), file);
    });
  }
});

Deno.test("jsonFolderQueue() makes no folder of its own, and says that there is none", async () => {
  await tempFolder(async (parent) => {
    const folder = `${parent}/queue`;
    const queue = jsonFolderQueue(folder);
    const proposal = proposalOf();
    await assert.rejects(queue.file(proposal), (error: Error) => {
      assert.ok(error instanceof QueueError);
      assert.ok(error.message.startsWith(`cannot write to the queue's folder ${folder}: No such`));
      return true;
    });
    await assert.rejects(queue.archiveLeftovers("bottle", () => false), QueueError);
    await queue.archive(proposal.id);
    await assert.rejects(Deno.stat(folder), Deno.errors.NotFound);
  });
});

testWith(
  [findProgram("mkfifo")],
  "jsonFolderQueue() archives what it would never open",
  async () => {
    await tempFolder(async (folder) => {
      const queue = jsonFolderQueue(folder);
      const [linked, piped] = [proposalOf(), proposalOf()];
      await queue.file(linked);
      await queue.file(piped);
      await Deno.symlink("/dev/zero", `${folder}/${linked.id}.response.json`);
      await runFound(findProgram("mkfifo"), [`${folder}/${piped.id}.response.json`]);
      for (const { id } of [linked, piped]) {
        assert.equal(await queue.answerTo(id), undefined);
        await queue.archive(id);
        assert.ok(await Deno.lstat(`${folder}/processed/${id}.response.json`));
      }
      assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["processed"]);
    });
  },
);

Deno.test("jsonFolderQueue() clears up answers that came too late, and keeps the first", async () => {
  await tempFolder(async (folder) => {
    const queue = jsonFolderQueue(folder);
    const [late, twice, foreign] = [proposalOf(), proposalOf(), crypto.randomUUID()];
    const answer = (id: string, status: string) =>
      Deno.writeTextFile(`${folder}/${id}.response.json`, JSON.stringify({ status }));
    await queue.file(late);
    await queue.file(twice);
    await answer(twice.id, "rejected");
    for (const { id } of [late, twice]) await queue.archive(id);
    for (const id of [late.id, twice.id, foreign]) await answer(id, "approved");
    assert.equal(await queue.archiveLeftovers("bottle", () => false), 0);
    const read = async (path: string) => JSON.parse(await Deno.readTextFile(`${folder}/${path}`));
    assert.equal((await read(`processed/${late.id}.response.json`)).status, "approved");
    assert.equal((await read(`processed/${twice.id}.response.json`)).status, "rejected");
    // Nobody here knows what this one answers.
    assert.equal((await read(`${foreign}.response.json`)).status, "approved");
  });
});
