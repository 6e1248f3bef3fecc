import type { Stage } from "./stage.ts";

/** Several stages that read the same bytes: what may go is what may go for all of them. */
export function allStages(stages: readonly Stage[]): Stage {
  const [only] = stages;
  if (only !== undefined && stages.length === 1) return only;
  return {
    async push(bytes) {
      for (const stage of stages) await stage.push(bytes);
    },
    async end() {
      for (const stage of stages) await stage.end();
    },
    cleared: () => Math.min(...stages.map((stage) => stage.cleared())),
  };
}
