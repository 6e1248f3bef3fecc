import assert from "node:assert/strict";
import { holds } from "../proof/report.ts";
import { sections } from "../proof/sections.ts";

for (const [name, load] of Object.entries(sections)) {
  Deno.test(`the proof holds, in its quick form: ${name}`, async () => {
    const section = await (await load()).run({ quick: true, seed: 1 });
    assert.deepEqual(section.failures, []);
    assert.ok(holds(section));
    assert.ok(section.rows.reduce((sum, { tried }) => sum + tried, 0) >= 120, "what was tried");
  });
}
