import { isAscii } from "node:buffer";
import { limits } from "../../limits.ts";
import { Secret } from "../../secret.ts";
import { atOnce } from "../body/at_once.ts";
import { context } from "../context.ts";
import type { Finding } from "../finding.ts";
import { latin1Bytes } from "../latin1_bytes.ts";
import type { TextView } from "../text_view.ts";
import { compileSigns } from "./compile_signs.ts";
import { digitsForLetters } from "./digits_for_letters.ts";
import type { JudgedSigns } from "./judge_signs.ts";
import { lookForSigns, type SignedText } from "./look_for_signs.ts";
import { signs } from "./signs/index.ts";

/**
 * Reads texts that come in for what wants to steer the agent. Built once (some ten milliseconds), then pure:
 * the same text gives the same findings.
 */
export interface InjectionScanner {
  /** All findings in a text, blocks first. A text beyond latin1 is a TypeError. */
  scan(view: TextView): Finding[];
  /** The same in steps of a few milliseconds at most. */
  scanSteps(view: TextView): Generator<void, Finding[], void>;
}

export function createInjectionScanner(): InjectionScanner {
  const compiled = compileSigns([...signs, digitsForLetters]);
  function* scanSteps(view: TextView): Generator<void, Finding[], void> {
    const source = { text: view.text, bytes: latin1Bytes(view.text) };
    const signed = yield* lookForSigns(compiled, source, isAscii(source.bytes));
    return toFindings(signed, view);
  }
  return {
    scanSteps,
    scan: (view) => atOnce(scanSteps(view)),
  };
}

/** Blocks before warnings, the least decoded text first; each phrase once. */
function toFindings(signed: readonly SignedText[], view: TextView): Finding[] {
  const told = new Set<string>();
  const findings: Finding[] = [];
  for (const severity of ["block", "warn"] as const) {
    for (const text of signed) {
      for (const judged of text.judged) {
        if (judged.severity !== severity || findings.length >= limits.injectionFindings) continue;
        const made = finding(text, judged, view);
        const key = `${made.kind} ${made.value?.reveal() ?? ""}`;
        if (told.has(key)) continue;
        told.add(key);
        findings.push(made);
      }
    }
  }
  return findings;
}

/** The longest phrase that is told as the value. */
const MOST_VALUE = 256;

function finding({ text, views }: SignedText, judged: JudgedSigns, view: TextView): Finding {
  const [first, ...others] = judged.signs;
  const start = first?.start ?? 0;
  const end = Math.min(first?.end ?? 0, start + MOST_VALUE);
  const kinds = [...new Set([first, ...others].map((one) => one?.sign.kind ?? ""))].slice(0, 3);
  const how = [...new Set([...views, ...(judged.unseen === undefined ? [] : [judged.unseen])])];
  return {
    detector: "naive_injection_detection",
    kind: first?.sign.id ?? "",
    severity: judged.severity,
    reason: `${kinds.join(", ")} in ${view.surface}${
      how.length === 0 ? "" : ` (${how.join(", ")})`
    }`,
    value: new Secret(text.slice(start, end)),
    surface: view.surface,
    views: [...view.views, ...views],
    context: context(text, { start, end }, [], []),
    span: views.length === 0 && view.views.length === 0 ? { start, end } : undefined,
  };
}
