import { Buffer } from "node:buffer";
import { createEngine } from "../../lib/scan/engine.ts";
import { createInjectionScanner } from "../../lib/scan/injection/injection_scanner.ts";
import { rules } from "../../lib/scan/rules/index.ts";
import { bodyDetectors, scanBytesSteps } from "../../lib/scan/scan_bytes.ts";
import { runSteps } from "../../lib/scan/steps.ts";
import { readCorpus } from "./read_corpus.ts";
import { tally, tallyTable } from "./tally.ts";

/**
 * `eval.ts FILE.jsonl [--in] [--wrong]`: prints recall and false alarms by class for lines of
 * `{"text", "expect", "class"}`, each judged as a request's body would be by the default detectors.
 * With `--in` each is judged as what comes in: whether it is blocked as an injection.
 * `--wrong` prints the class and the number of every line that was misjudged, never its text.
 */
async function main(args: readonly string[]): Promise<number> {
  const file = args.find((arg) => !arg.startsWith("--"));
  if (file === undefined) {
    console.error("usage: eval.ts FILE.jsonl [--in] [--wrong]");
    return 2;
  }
  const isFlagged = args.includes("--in") ? inbound() : outbound();
  const judged = [];
  for (const line of readCorpus(await Deno.readTextFile(file))) {
    const flagged = await isFlagged(line.text);
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

function outbound(): (text: string) => Promise<boolean> {
  const engine = createEngine({ rules, secrets: [] });
  return async (text) => {
    const { findings, refused } = await runSteps(scanBytesSteps(
      engine,
      new TextEncoder().encode(text),
      { contentType: undefined, contentEncoding: [] },
      { detectors: bodyDetectors, surfaceKind: "body" },
    ));
    return refused !== undefined || findings.some(({ severity }) => severity === "block");
  };
}

function inbound(): (text: string) => Promise<boolean> {
  const scanner = createInjectionScanner();
  return async (text) => {
    const latin1 = Buffer.from(text, "utf8").toString("latin1");
    const view = { surface: "body", views: [], text: latin1 };
    const findings = await runSteps(scanner.scanSteps(view));
    return findings.some(({ severity }) => severity === "block");
  };
}

if (import.meta.main) Deno.exit(await main(Deno.args));
