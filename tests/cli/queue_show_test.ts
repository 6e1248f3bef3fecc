import assert from "node:assert/strict";
import { jsonFolderQueue } from "../../lib/supervise/json_folder_queue.ts";
import { proposalOf } from "../support/questions.ts";
import { runCli } from "../support/run_cli.ts";
import { tempFolder } from "../support/temp_folder.ts";

Deno.test("queueShow() shows an open proposal, and an archived one", async () => {
  await tempFolder(async (folder) => {
    const queue = jsonFolderQueue(folder);
    const { id } = proposalOf();
    await queue.file(proposalOf({ id }));
    const show = (...more: string[]) =>
      runCli(["queue", "show", id.slice(0, 8), ...more], { SUPERVISE_QUEUE_DIR: folder });
    const open = await show();
    assert.equal(open.code, 0);
    assert.match(open.stdout, new RegExp(`^proposal ${id}\n.*\n\nhost: {4}api`));
    assert.equal(JSON.parse((await show("--json")).stdout).archived, false);
    await queue.archive(id);
    assert.match((await show()).stdout, /^it timed out, or its request was withdrawn$/m);
    assert.equal(JSON.parse((await show("--json")).stdout).archived, true);
  });
});

Deno.test("queueShow() says that there is none", async () => {
  await tempFolder(async (folder) => {
    const result = await runCli(["queue", "show", "6f", "--queue", folder]);
    assert.deepEqual(result, {
      code: 1,
      stdout: "",
      stderr: "egress: no proposal's id begins with 6f",
    });
  });
});
