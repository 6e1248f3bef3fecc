import { allStages } from "./all_stages.ts";
import { scannedText } from "./scanned_text.ts";
import { signedText } from "./signed_text.ts";
import type { Stage } from "./stage.ts";
import type { Work } from "./work.ts";

/** Reads a text that was joined of pieces, such as those of a model's answer: it is UTF-8 and no file. */
export function joinedText(
  { surface, views }: { readonly surface: string; readonly views: readonly string[] },
  work: Work,
): Stage {
  const about = { surface, views, contentType: "text/plain", atOnce: false };
  return allStages([scannedText(about, work), signedText(about, work)]);
}
