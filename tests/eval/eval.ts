import { bodyViews } from "../../lib/scan/body/read_body.ts";
import { createEngine } from "../../lib/scan/engine.ts";
import type { Detector } from "../../lib/scan/finding.ts";
import { rules } from "../../lib/scan/rules/index.ts";
import { readCorpus } from "./read_corpus.ts";
import { tally, tallyTable } from "./tally.ts";

/**
 * `eval.ts FILE.jsonl [--wrong]`: prints recall and false alarms by class for lines of
 * `{"text", "expect", "class"}`, each judged as a request's body would be by the default detectors.
 * `--wrong` prints the class and the number of every line that was misjudged, never its text.
 */
async function main(args: readonly string[]): Promise<number> {
  const file = args.find((arg) => !arg.startsWith("--"));
  if (file === undefined) {
    console.error("usage: eval.ts FILE.jsonl [--wrong]");
    return 2;
  }
  const engine = createEngine({ rules, secrets: [] });
  const lines = readCorpus(await Deno.readTextFile(file));
  const judged = lines.map((line) => {
    const body = new TextEncoder().encode(line.text);
    const reading = bodyViews(body, { contentType: undefined, contentEncoding: [] });
    const flagged = reading.kind === "refuse" || reading.views.some((view) => (
      engine.scan(view, { detectors: DETECTORS, surfaceKind: "body" }).some((finding) => (
        finding.severity === "block"
      ))
    ));
    return { class: line.class, expect: line.expect, flagged };
  });
  if (args.includes("--wrong")) {
    judged.forEach(({ class: name, expect, flagged }, index) => {
      if (expect !== flagged) {
        console.log(`${index + 1}: ${name}: ${expect ? "missed" : "flagged"}`);
      }
    });
  }
  console.log(tallyTable(tally(judged)));
  return 0;
}

const DETECTORS: ReadonlySet<Detector> = new Set<Detector>([
  "token_patterns",
  "known_secrets",
  "unicode_evasion",
]);

if (import.meta.main) Deno.exit(await main(Deno.args));
