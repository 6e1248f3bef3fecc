import assert from "node:assert/strict";
import { commands } from "../../lib/cli/commands.ts";
import { dispatch } from "../../lib/cli/dispatch.ts";
import { VERSION } from "../../lib/cli/version.ts";
import { runCli } from "../support/run_cli.ts";

Deno.test("dispatch() answers --version and --help without reading the environment", async () => {
  const printed: string[] = [];
  const terminal = { print: (text: string) => void printed.push(text), warn() {}, colour: false };
  const env = () => assert.fail("the environment was read");
  for (const args of [["--version"], ["--help"], ["-h"], ["run", "--help"]]) {
    assert.equal(await dispatch(args, terminal, env), 0);
  }
  assert.equal(printed[0], `egress ${VERSION}`);
  assert.match(printed[1] ?? "", /^egress .*\n\nUsage: egress/);
  assert.equal(printed[2], printed[1]);
});

Deno.test("dispatch() prints a command's own help, wherever --help stands", async () => {
  for (const { name, help } of commands) {
    const result = await runCli([name, "extra", "arguments", "here", "--help"]);
    assert.deepEqual(result, { code: 0, stdout: help, stderr: "" });
  }
});

Deno.test("dispatch() refuses what it does not know with 2 and the nearest that it does", async () => {
  const rows = [
    [["chekc"], 'egress: unknown command "chekc"; did you mean check?'],
    [["heatlh"], 'egress: unknown command "heatlh"; did you mean health?'],
    [["frobnicate"], 'egress: unknown command "frobnicate"; see egress --help'],
    [[""], 'egress: unknown command ""; see egress --help'],
    [["--verison"], 'egress: unknown option "--verison"; did you mean --version?'],
    [["-v"], 'egress: unknown option "-v"; see egress --help'],
    [["\x1b[2J"], 'egress: unknown command " [2J"; see egress --help'],
    [["run", "now"], "egress: egress run takes fewer arguments; see egress run --help"],
    [["ca", "--key"], 'egress: unknown option "--key" of egress ca; see egress ca --help'],
  ] as const;
  for (const [args, stderr] of rows) {
    assert.deepEqual(await runCli(args), { code: 2, stdout: "", stderr });
  }
});

Deno.test("dispatch() takes no command for run", async () => {
  const result = await runCli([], { EGRESS_LISTEN: "nowhere" });
  assert.equal(result.code, 1);
  assert.match(result.stderr, /^egress: EGRESS_LISTEN: expected an IP address and a port; /);
});
