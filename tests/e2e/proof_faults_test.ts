/** The quick parts of the proof: faults, fuzz and soak. `deno task proof` runs the long ones. */
import assert from "node:assert/strict";
import { run as runFaults } from "../proof/faults.ts";
import { run as runFuzz } from "../proof/fuzz.ts";
import type { Section } from "../proof/section.ts";
import { run as runSoak } from "../proof/soak.ts";
import { tempFolder } from "../support/temp_folder.ts";

const SEED = 1;
const isLinux = Deno.build.os === "linux";

function assertHolds({ rows, failures }: Section, least: number): void {
  assert.deepEqual(failures, []);
  const tried = rows.reduce((sum, row) => sum + row.tried, 0);
  assert.ok(tried >= least, `${tried} tried`);
  assert.deepEqual(rows.filter(({ through }) => through > 0), []);
}

Deno.test("the proof's fuzz holds every reader to what it promises, ten thousand times", async () => {
  assertHolds(await runFuzz({ quick: true, seed: SEED }), 10_000);
});

Deno.test({
  name: "the proof's faults and soak leave nothing half done and nothing behind",
  ignore: !isLinux,
  fn: () =>
    tempFolder(async (folder) => {
      // Beside each other: the soak's sidecar is a process of its own, and both mostly wait.
      const svg = `${folder}/soak.svg`;
      const [faults, soak] = await Promise.all([
        runFaults({ quick: true, seed: SEED }),
        runSoak({ quick: true, seed: SEED, svg }),
      ]);
      assertHolds(faults, 200);
      assertHolds(soak, 500);
      assert.match(await Deno.readTextFile(svg), /^<svg [^]*<polyline/);
    }),
});
