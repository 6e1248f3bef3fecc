import type { AboutBody } from "./body/read_body.ts";
import { readOnce } from "./body/read_once.ts";
import type { Engine } from "./engine.ts";
import type { Detector, Finding } from "./finding.ts";
import { seenTexts } from "./seen_texts.ts";
import type { Steps } from "./steps.ts";
import type { ScanOptions } from "./to_findings.ts";

/**
 * Everything that a body is found to hold: the findings of all its texts, each value of a kind once,
 * the least decoded first. `refused` says in words why it could not be read whole, and `notes` what
 * was not read and may pass.
 */
export interface ScannedBytes {
  readonly findings: readonly Finding[];
  readonly refused: string | undefined;
  readonly notes: readonly string[];
}

/** What looks through a body where nothing else is said: all but `entropy`, which is opt-in. */
export const bodyDetectors: ReadonlySet<Detector> = new Set<Detector>([
  "token_patterns",
  "known_secrets",
  "unicode_evasion",
]);

/**
 * Reads a body as its receiver might and looks through each reading, in steps. The body must not be
 * changed until the last of them.
 *
 * @param read its texts, where another reads them too
 */
export function* scanBytesSteps(
  engine: Engine,
  body: Uint8Array,
  about: AboutBody,
  options: ScanOptions,
  read = readOnce(body, about),
): Steps<ScannedBytes> {
  const reading = yield* read();
  if (reading.kind === "refuse") return { findings: [], refused: reading.reason, notes: [] };
  const findings = new Map<string, Finding>();
  const seen = seenTexts();
  for (const view of reading.views) {
    if (yield* seen.hasSeen(view)) continue;
    for (const finding of yield* engine.scanSteps(view, options)) {
      const key = `${finding.detector} ${finding.kind} ${
        finding.value?.reveal() ?? finding.reason
      }`;
      if (!findings.has(key)) findings.set(key, finding);
    }
  }
  return { findings: [...findings.values()], refused: undefined, notes: reading.notes };
}
