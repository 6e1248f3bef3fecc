import { limits } from "../limits.ts";
import { latin1 } from "./body/latin1.ts";
import { type AboutBody, bodyViewSteps, codingNames } from "./body/read_body.ts";
import type { Finding } from "./finding.ts";
import type { InjectionScanner } from "./injection/injection_scanner.ts";
import { isScannedType } from "./injection/is_scanned_type.ts";
import { seenTexts } from "./seen_texts.ts";
import type { Steps } from "./steps.ts";

/**
 * What a whole body holds of signs that it wants to steer the agent, each phrase once: in its text, its
 * values joined, its codings undone. Pictures, archives and the like are not read.
 */
export function* scanSigns(
  signs: InjectionScanner,
  body: Uint8Array,
  about: AboutBody,
): Steps<Finding[]> {
  if (body.length < limits.injectionLeastBytes) return [];
  const isPlain = codingNames(about.contentEncoding).length === 0;
  if (isPlain && !isScannedType(about.contentType, body)) return [];
  const reading = yield* bodyViewSteps(body, about);
  // What cannot be undone is looked through as it stands.
  const views = reading.kind === "views"
    ? reading.views
    : [{ surface: about.surface ?? "body", views: [], text: latin1(body) }];
  const findings = new Map<string, Finding>();
  const seen = seenTexts();
  for (const view of views) {
    if (yield* seen.hasSeen(view)) continue;
    for (const finding of yield* signs.scanSteps(view)) {
      const key = `${finding.severity} ${finding.kind} ${
        finding.value?.reveal() ?? finding.reason
      }`;
      if (!findings.has(key)) findings.set(key, finding);
    }
  }
  return [...findings.values()];
}
