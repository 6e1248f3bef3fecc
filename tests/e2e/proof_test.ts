import assert from "node:assert/strict";
import { holds } from "../proof/report.ts";
import { sections } from "../proof/sections.ts";

// The others have a test of their own, since they may run beside each other.
for (const name of ["escapes", "good"]) {
  Deno.test(`the proof holds, in its quick form: ${name}`, async () => {
    const load = sections[name] ?? assert.fail(`no section ${name}`);
    const section = await (await load()).run({ quick: true, seed: 1 });
    assert.deepEqual(section.failures, []);
    assert.ok(holds(section));
    assert.ok(section.rows.reduce((sum, { tried }) => sum + tried, 0) >= 120, "what was tried");
  });
}
