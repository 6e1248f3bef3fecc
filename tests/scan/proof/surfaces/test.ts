import { assertAllFound } from "../../../support/assert_all_found.ts";
import { headPlacements } from "../../../support/head_placements.ts";
import { moreSamples, ruleSamples, secretSamples } from "../../../support/proof_samples.ts";
import { inHead } from "../../../support/proof_scan.ts";

// Law: what a rule finds, it finds on every surface of the head, and the finding says on which.

const samples = [...ruleSamples, ...moreSamples, ...secretSamples];

for (const [where, place] of Object.entries(headPlacements)) {
  Deno.test(`headViews() shows every rule's examples in ${where}`, async () => {
    await assertAllFound(samples, (sample) => {
      const placed = place(sample);
      if (placed === undefined) return undefined;
      const { parts, surfaces, view } = placed;
      return inHead(parts).filter(({ surface, views }) =>
        surfaces.includes(surface) && (view === undefined || views.includes(view))
      );
    });
  });
}
