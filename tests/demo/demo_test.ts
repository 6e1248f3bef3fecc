import assert from "node:assert/strict";
import { runProgram } from "../support/run_program.ts";

const root = new URL("../../", import.meta.url).pathname;

Deno.test("the demo ends by itself, and every request as it says", async () => {
  const { code, stdout, stderr } = await runProgram(
    Deno.execPath(),
    ["task", "--quiet", "demo"],
    "",
    { cwd: root },
  );
  assert.equal(code, 0, stdout + stderr);
  for (const word of ["allowed ", "denied ", "injected ", "answered "]) {
    assert.ok(stdout.includes(`\n${word}`), word);
  }
  assert.match(stdout, /Names looked up for the host without a route: none\.\n$/);
  assert.doesNotMatch(stdout, /UNEXPECTED|dummy-key/);
});
