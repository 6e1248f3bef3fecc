import assert from "node:assert/strict";
import manifest from "../../deno.json" with { type: "json" };
import { jsonFolderQueue } from "../../lib/supervise/json_folder_queue.ts";
import { findProgram, testWith } from "../support/programs.ts";
import { proposalOf } from "../support/questions.ts";
import { runProgram } from "../support/run_program.ts";
import { tempFolder } from "../support/temp_folder.ts";

const root = new URL("../../", import.meta.url).pathname;
const python = findProgram("python3");
// With the very permissions that the task gives.
const flags = manifest.tasks.egress.command.split(" ").slice(1, -1);
const command = [Deno.execPath(), ...flags, `${root}main.ts`, "queue", "watch", "--queue"];

testWith(
  [python],
  "queue watch asks on a terminal, and the answer stands in the folder",
  () =>
    tempFolder(async (folder) => {
      const proposal = proposalOf();
      const queue = jsonFolderQueue(folder);
      await queue.file(proposal);
      const steps = [
        ["approve?", "y\n"],
        ["reason: ", "a test key\n"],
        ["waiting for proposals", "\x04"],
      ];
      const { code, stdout } = await runProgram(python.path ?? "", [
        ...["-I", `${root}tests/support/terminal.py`, JSON.stringify(steps)],
        ...[...command, folder],
      ]);
      assert.equal(code, 0, stdout);
      assert.match(stdout, /context: key \*{8}/);
      assert.match(stdout, new RegExp(`approved ${proposal.id}`));
      const expected = { allowed: true, status: "approved", notes: "a test key" };
      assert.deepEqual(await queue.answerTo(proposal.id), expected);
    }),
);

Deno.test("queue watch says that it needs a terminal", () =>
  tempFolder(async (folder) => {
    const [program = "", ...args] = [...command, folder];
    const { code, stdout, stderr } = await runProgram(program, args);
    assert.deepEqual([code, stdout, stderr], [
      2,
      "",
      "egress: egress queue watch asks on a terminal; use queue list and approve\n",
    ]);
  }));
