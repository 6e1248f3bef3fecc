import { Secret } from "../../secret.ts";
import { context } from "../context.ts";
import type { Finding } from "../finding.ts";
import type { JudgedSigns } from "./judge_signs.ts";
import type { StreamedSigns } from "./signed_stream.ts";

/** Where a text comes from: its surface, and what was already undone. */
export interface SignSurface {
  readonly surface: string;
  readonly views: readonly string[];
}

/** The longest phrase that is told as the value. */
const MOST_VALUE = 256;

/** Says in words what signs come to. */
export function toFinding(
  { text, views, base }: StreamedSigns,
  judged: JudgedSigns,
  surface: SignSurface,
): Finding {
  const [first, ...others] = judged.signs;
  const start = first?.start ?? 0;
  const end = Math.min(first?.end ?? 0, start + MOST_VALUE);
  const kinds = [...new Set([first, ...others].map((one) => one?.sign.kind ?? ""))].slice(0, 3);
  const how = [...new Set([...views, ...(judged.unseen === undefined ? [] : [judged.unseen])])];
  const isOwn = views.length === 0 && surface.views.length === 0;
  return {
    detector: "naive_injection_detection",
    kind: first?.sign.id ?? "",
    severity: judged.severity,
    reason: `${kinds.join(", ")} in ${surface.surface}${
      how.length === 0 ? "" : ` (${how.join(", ")})`
    }`,
    value: new Secret(text.slice(start, end)),
    surface: surface.surface,
    views: [...surface.views, ...views],
    context: context(text, { start, end }, [], []),
    span: isOwn ? { start: start + base, end: end + base } : undefined,
  };
}

/** What is told, once a text, when more is encoded in it than is looked at. */
export function tooMuchEncoded({ surface, views }: SignSurface): Finding {
  return {
    detector: "naive_injection_detection",
    kind: "too-much-encoded",
    severity: "warn",
    reason: `more encoded text in ${surface} than is looked at`,
    value: undefined,
    surface,
    views,
    context: "",
    span: undefined,
  };
}
