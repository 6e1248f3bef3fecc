import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { jsonFolderQueue } from "../../lib/supervise/json_folder_queue.ts";
import { proposalOf } from "../support/questions.ts";
import { runCli } from "../support/run_cli.ts";
import { tempFolder } from "../support/temp_folder.ts";

/** A folder with one proposal, and the command on it. */
async function withProposal(
  use: (setting: {
    folder: string;
    id: string;
    run: (...words: string[]) => ReturnType<typeof runCli>;
  }) => Promise<void>,
): Promise<void> {
  await tempFolder(async (folder) => {
    const { id } = proposalOf();
    await jsonFolderQueue(folder).file(proposalOf({ id }));
    await use({ folder, id, run: (...words) => runCli(["queue", ...words, "--queue", folder]) });
  });
}

const response = async (folder: string, id: string) =>
  JSON.parse(await Deno.readTextFile(`${folder}/${id}.response.json`));

Deno.test("queueAnswer() approves with a reason, which is kept", async () => {
  await withProposal(async ({ folder, id, run }) => {
    const result = await run("approve", id.slice(0, 8), "--reason", " a test key ");
    assert.deepEqual(result, { code: 0, stdout: `approved ${id}`, stderr: "" });
    const { status, notes, proposal_id, answered_at } = await response(folder, id);
    assert.deepEqual([status, notes, proposal_id], ["approved", "a test key", id]);
    assert.ok(Math.abs(Date.parse(answered_at) - Date.now()) < 60_000);
  });
});

Deno.test("queueAnswer() approves nothing without a reason, and rejects without one", async () => {
  await withProposal(async ({ folder, id, run }) => {
    for (const more of [[], ["--reason", ""], ["--reason=  "]]) {
      const { code, stderr } = await run("approve", id, ...more);
      assert.equal(code, 2);
      assert.equal(
        stderr,
        "egress: an approval needs --reason TEXT, which is kept with the answer",
      );
    }
    const long = "a".repeat(limits.answerNotesChars + 1);
    assert.equal((await run("reject", id, "--reason", long)).code, 2);
    assert.equal([...Deno.readDirSync(folder)].length, 1);
    assert.equal((await run("reject", id)).stdout, `rejected ${id}`);
    assert.deepEqual((await response(folder, id)).status, "rejected");
  });
});

Deno.test("queueAnswer() says that a proposal was answered already", async () => {
  await withProposal(async ({ folder, id, run }) => {
    await run("reject", id);
    const again = ["approve", id, "--reason", "a test key"];
    const expected = {
      code: 1,
      stdout: "",
      stderr: `egress: proposal ${id} was answered already: rejected`,
    };
    assert.deepEqual(await run(...again), expected);
    await jsonFolderQueue(folder).archive(id);
    assert.deepEqual(await run(...again), expected);
  });
});

Deno.test("queueAnswer() says that a proposal has gone, and writes nothing", async () => {
  await withProposal(async ({ folder, id, run }) => {
    await jsonFolderQueue(folder).archive(id);
    const late = await run("approve", id, "--reason", "a test key");
    assert.equal(late.code, 1);
    assert.match(late.stderr, new RegExp(`^egress: proposal ${id} timed out, or its request`));
    assert.equal((await run("reject", "0123")).stderr, "egress: no proposal's id begins with 0123");
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["processed"]);
  });
});
