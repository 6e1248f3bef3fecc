import { limits } from "../limits.ts";
import { type AboutBody, codingNames } from "./body/read_body.ts";
import { readOnce } from "./body/read_once.ts";
import type { Finding } from "./finding.ts";
import type { InjectionScanner } from "./injection/injection_scanner.ts";
import { isScannedType } from "./injection/is_scanned_type.ts";
import type { ScannedBytes } from "./scan_bytes.ts";
import { seenTexts } from "./seen_texts.ts";
import type { Steps } from "./steps.ts";

/**
 * What a whole body holds of signs that it wants to steer the agent, each phrase once: in its text, its
 * values joined, its codings undone; or why it could not be read. Pictures, archives and the like are not.
 *
 * @param read its texts, where another reads them too
 */
export function* scanSigns(
  signs: InjectionScanner,
  body: Uint8Array,
  about: AboutBody,
  read = readOnce(body, about),
): Steps<ScannedBytes> {
  if (body.length < limits.injectionLeastBytes) return NOTHING;
  const isPlain = codingNames(about.contentEncoding).length === 0;
  if (isPlain && !isScannedType(about.contentType, body)) return NOTHING;
  const reading = yield* read();
  if (reading.kind === "refuse") return { ...NOTHING, refused: reading.reason };
  const findings = new Map<string, Finding>();
  const seen = seenTexts();
  for (const view of reading.views) {
    if (yield* seen.hasSeen(view)) continue;
    for (const finding of yield* signs.scanSteps(view)) {
      const key = `${finding.severity} ${finding.kind} ${
        finding.value?.reveal() ?? finding.reason
      }`;
      if (!findings.has(key)) findings.set(key, finding);
    }
  }
  return { ...NOTHING, findings: [...findings.values()] };
}

const NOTHING: ScannedBytes = { findings: [], refused: undefined, notes: [] };
