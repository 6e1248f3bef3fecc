import assert from "node:assert/strict";
import { proposalText } from "../../lib/observe/learn/proposal_text.ts";
import { runCli } from "../support/run_cli.ts";
import { tempFolder } from "../support/temp_folder.ts";

Deno.test("learn show prints the proposal of --learn or of EGRESS_LEARN", async () => {
  await tempFolder(async (folder) => {
    const path = `${folder}/learned.yaml`;
    const text = proposalText({ routes: [], left_out: 2 });
    await Deno.writeTextFile(path, text);
    for (
      const result of [
        await runCli(["learn", "show", "--learn", path]),
        await runCli(["learn", "show"], { EGRESS_LEARN: path }),
      ]
    ) assert.deepEqual(result, { code: 0, stdout: text.trimEnd(), stderr: "" });
    await Deno.writeTextFile(path, `${text}# \x1b[31m\n`);
    assert.equal((await runCli(["learn", "show", "--learn", path])).stdout.includes("\x1b"), false);
  });
});

Deno.test("learn show says what cannot be shown", async () => {
  await tempFolder(async (folder) => {
    const other = `${folder}/routes.yaml`;
    await Deno.writeTextFile(other, "routes: []\n");
    const noProposal = await runCli(["learn", "show", "--learn", other]);
    assert.equal(noProposal.code, 1);
    assert.match(noProposal.stderr, /is no proposal of egress/);
    const absent = await runCli(["learn", "show", "--learn", `${folder}/absent`]);
    assert.equal(absent.code, 1);
    assert.match(absent.stderr, /cannot be read \(NotFound\)/);
  });
});

Deno.test("learn is of wrong use without a word or a file", async () => {
  for (const args of [["learn"], ["learn", "approve"], ["learn", "show"]]) {
    assert.equal((await runCli(args)).code, 2, args.join(" "));
  }
});
