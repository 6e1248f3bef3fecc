import { createEngine } from "../../lib/scan/engine.ts";
import { rules } from "../../lib/scan/rules/index.ts";
import { bodyDetectors, scanBytesSteps } from "../../lib/scan/scan_bytes.ts";
import { runSteps } from "../../lib/scan/steps.ts";
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
  const judged = [];
  for (const line of lines) {
    const { findings, refused } = await runSteps(scanBytesSteps(
      engine,
      new TextEncoder().encode(line.text),
      { contentType: undefined, contentEncoding: [] },
      { detectors: bodyDetectors, surfaceKind: "body" },
    ));
    const flagged = refused !== undefined || findings.some(({ severity }) => severity === "block");
    judged.push({ class: line.class, expect: line.expect, flagged });
  }
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

if (import.meta.main) Deno.exit(await main(Deno.args));
