import assert from "node:assert/strict";
import { commands } from "../../lib/cli/commands.ts";

Deno.test("commands are those of the contract, and each loads", async () => {
  assert.deepEqual(
    commands.map(({ name }) => name),
    ["run", "check", "explain", "scan", "queue", "learn", "replay", "ca", "health"],
  );
  for (const command of commands) assert.equal(typeof await command.load(), "function");
});

Deno.test("commands have help that names the usage, every option and the exit codes", () => {
  for (const { name, help, options, summary } of commands) {
    assert.match(help, new RegExp(`^egress ${name}\\b`));
    assert.match(help, /Exit code: 0 /);
    for (const { long, short } of options) {
      assert.ok(help.includes(`--${long}`), `${name} --${long}`);
      if (short !== undefined) assert.ok(help.includes(`-${short}`), `${name} -${short}`);
    }
    assert.ok(summary.length < 80 && !summary.includes("\n"));
    for (const line of help.split("\n")) assert.ok(line.length <= 84, line);
  }
});
