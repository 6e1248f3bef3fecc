import assert from "node:assert/strict";
import { commands } from "../../lib/cli/commands.ts";
import { help } from "../../lib/cli/help.ts";

Deno.test("help() has the version, and a line for each command", () => {
  const lines = help("1.2.3").split("\n");
  assert.match(lines[0] ?? "", /^egress 1\.2\.3: /);
  for (const { name, summary } of commands) {
    assert.ok(lines.some((line) => line.startsWith(`  ${name} `) && line.endsWith(summary)), name);
  }
});
