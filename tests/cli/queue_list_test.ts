import assert from "node:assert/strict";
import { jsonFolderQueue } from "../../lib/supervise/json_folder_queue.ts";
import { proposalOf, questionOf } from "../support/questions.ts";
import { runCli } from "../support/run_cli.ts";
import { tempFolder } from "../support/temp_folder.ts";

const list = (folder: string, ...more: string[]) =>
  runCli(["queue", "list", "--queue", folder, ...more]);

Deno.test("queueList() shows who waits as a table, the oldest first", async () => {
  await tempFolder(async (folder) => {
    const queue = jsonFolderQueue(folder);
    const now = Date.now();
    const young = proposalOf(
      { id: "7f9619ff-8b86-4d01-b42d-00cf4fc964ff", now: now - 5_000 },
      questionOf({ host: "b.example", path: `/${"long/".repeat(30)}` }),
    );
    await queue.file(young);
    const id = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
    await queue.file(proposalOf({ id, now: now - 180_000 }));
    await queue.file({ ...proposalOf(), tool: "another-tool" });
    const { code, stdout } = await list(folder);
    assert.equal(code, 0);
    const [heads = "", first = "", second = "", ...rest] = stdout.split("\n");
    assert.match(heads, /^AGE {2}ID +HOST +METHOD {2}PATH +REASON$/);
    assert.match(
      first,
      /^3m {3}6f9619ff {2}api\.example\.com {2}POST {4}\/v1\/messages +a dummy key in the body$/,
    );
    assert.match(
      second,
      /^\ds {3}7f9619ff {2}b\.example +POST {4}\/(?:long\/){9}long\.\.\. {2}a dummy/,
    );
    assert.deepEqual(rest, ["", "1 more in the folder are not the sidecar's questions"]);
  });
});

Deno.test("queueList() says that nobody waits, and that there is no folder", async () => {
  await tempFolder(async (folder) => {
    assert.deepEqual(await list(folder), {
      code: 0,
      stdout: "nobody waits for an answer",
      stderr: "",
    });
    const { code, stdout, stderr } = await list(`${folder}/none`);
    assert.deepEqual([code, stdout], [1, ""]);
    assert.match(stderr, /^egress: cannot read the queue's folder \S+\/none: No such file /);
  });
});

Deno.test("queueList() marks what was answered and not taken away", async () => {
  await tempFolder(async (folder) => {
    const proposal = proposalOf();
    await jsonFolderQueue(folder).file(proposal);
    await Deno.writeTextFile(`${folder}/${proposal.id}.response.json`, '{"status":"modified"}');
    assert.match((await list(folder)).stdout, /body \(was answered already: modified\)$/);
  });
});

Deno.test("queueList() is JSON for programs, also where it is empty", async () => {
  await tempFolder(async (folder) => {
    assert.deepEqual(JSON.parse((await list(folder, "--json")).stdout), { proposals: [] });
    const proposal = proposalOf({}, questionOf({ host: "a\u202e.example" }));
    await jsonFolderQueue(folder).file(proposal);
    const { stdout } = await list(folder, "--json");
    assert.doesNotMatch(stdout, /[^\n\x20-\x7e]/);
    const [only] = JSON.parse(stdout).proposals;
    assert.deepEqual([only.id, only.method, only.status], [proposal.id, "POST", null]);
  });
});

Deno.test("queueList() is not steered by a proposal that others wrote", async () => {
  await tempFolder(async (folder) => {
    const proposal = {
      ...proposalOf(),
      proposed_file: "host: \x1b[2J\nreason: \u202e\x9b\n",
      arrival_timestamp: "\x1b[1A",
    };
    await jsonFolderQueue(folder).file(proposal);
    assert.doesNotMatch((await list(folder)).stdout, /[^\n\x20-\x7e]/);
  });
});
