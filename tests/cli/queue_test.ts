import assert from "node:assert/strict";
import { runCli } from "../support/run_cli.ts";
import { tempFolder } from "../support/temp_folder.ts";

Deno.test("queue() says what is wrong with its arguments", async () => {
  const rows: [args: string[], words: string][] = [
    [["lst"], 'unknown word "lst" behind egress queue; did you mean list?'],
    [["toString"], 'unknown word "toString" behind egress queue; it is one of '],
    [["list", "6f"], "egress queue list takes no ID"],
    [["show"], "egress queue show needs the ID of a proposal; see egress queue list"],
    [["approve", "--reason", "x"], "egress queue approve needs the ID of a proposal"],
    [["approve", "6f", "--json", "--reason", "x"], "egress queue approve takes no --json"],
    [["list", "--reason", "x"], "egress queue list takes no --reason"],
    [["list"], "name the queue's folder with --queue DIR or SUPERVISE_QUEUE_DIR"],
    [["list", "--queue", " "], "name the queue's folder with --queue DIR"],
    [["show", "x y", "--queue", "/none"], "an ID is hexadecimal digits and hyphens"],
    [[], "egress queue needs more arguments"],
  ];
  for (const [args, words] of rows) {
    const { code, stdout, stderr } = await runCli(["queue", ...args]);
    assert.deepEqual([code, stdout], [2, ""], args.join(" "));
    assert.ok(stderr.startsWith(`egress: ${words}`), stderr);
  }
});

Deno.test("queue() takes the folder of its option before that of the environment", async () => {
  await tempFolder(async (folder) => {
    const args = ["queue", "list", "--queue", folder];
    assert.equal((await runCli(args, { SUPERVISE_QUEUE_DIR: "/none" })).code, 0);
    assert.equal((await runCli(["queue", "list"], { SUPERVISE_QUEUE_DIR: ` ${folder} ` })).code, 0);
  });
});
