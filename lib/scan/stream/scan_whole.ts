import { limits } from "../../limits.ts";
import { runSteps } from "../steps.ts";
import type { TextView } from "../text_view.ts";
import type { Work } from "./work.ts";

/** Looks through a text that is there as a whole, and gives others their turn meanwhile. */
export async function scanWhole(view: TextView, work: Work): Promise<void> {
  const turn = (): Promise<void> => work.looked(limits.scanStepBytes);
  // The findings have the text's own decodings already.
  work.found(await runSteps(work.engine.scanSteps(view, work.options), turn), []);
}
