import assert from "node:assert/strict";
import { runProgram } from "../support/run_program.ts";

Deno.test("processTerminal() prints to the two outputs, and without colour where no terminal is", async () => {
  const module = new URL("../../lib/cli/terminal.ts", import.meta.url);
  const code = `import { processTerminal } from "${module}"; const t = processTerminal();` +
    `t.print("out"); t.warn("err"); t.print(String(t.colour));`;
  const result = await runProgram(Deno.execPath(), ["eval", "--quiet", code]);
  assert.equal(result.stdout, "out\nfalse\n");
  assert.equal(result.stderr, "err\n");
});
