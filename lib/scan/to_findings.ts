import { Secret } from "../secret.ts";
import { isPublishedDummy } from "./allow.ts";
import { context, type Span } from "./context.ts";
import type { Detector, Finding } from "./finding.ts";
import type { DeepScan } from "./scan_deep.ts";
import type { Seen, Sighting } from "./sighting.ts";
import type { TextView } from "./text_view.ts";

/** What the caller of a scan asks for. */
export interface ScanOptions {
  readonly detectors: ReadonlySet<Detector>;
  /** Values that the operator has approved: they are no findings, and still masked in contexts. */
  readonly approved?: (value: string) => boolean;
  /** CRLF is looked for in the head only. */
  readonly surfaceKind: "head" | "body";
}

/** What was seen as findings: each value once, in the least decoded text in which it shows. */
export function toFindings(deep: DeepScan, view: TextView, options: ScanOptions): Finding[] {
  if (deep.seen.length === 0 && deep.refusals.size === 0) return [];
  const spans = spansByText(deep.seen);
  const values = [...new Set(deep.seen.map(({ sighting }) => sighting.value))]
    .sort((a, b) => b.length - a.length);
  const told = new Set<string>();
  const findings: Finding[] = [];
  for (const seen of inOrder(deep.seen)) {
    const { sighting } = seen;
    // Joined texts have no context: what stands beside a value there stood somewhere else.
    if (sighting.contextual && view.views.includes("joined")) continue;
    const detector = detectorOf(seen, options.detectors);
    const key = `${sighting.detector} ${sighting.kind} ${sighting.value}`;
    if (detector === undefined || told.has(key)) continue;
    if (isInside(seen, deep.seen) || isDecoded(seen, deep.seen)) continue;
    told.add(key);
    if (isPublishedDummy(sighting.value) && sighting.detector === "token_patterns") continue;
    if (options.approved?.(sighting.value) === true) continue;
    findings.push(finding(
      seen,
      detector,
      view,
      // What was cut in pieces and joined stands round itself, in the other lines of the joined text.
      view.views.includes("joined")
        ? ""
        : context(seen.text, sighting, spans.get(seen.text) ?? [], values),
    ));
  }
  return [...findings, ...[...deep.refusals].map((what) => refusal(what, view, options))];
}

function spansByText(all: readonly Seen[]): ReadonlyMap<string, readonly Span[]> {
  const spans = new Map<string, Span[]>();
  for (const { text, sighting } of all) {
    const known = spans.get(text);
    if (known === undefined) spans.set(text, [sighting]);
    else known.push(sighting);
  }
  return spans;
}

/** Plain before hidden and decoded, known secrets before patterns, patterns of a shape of their own before others. */
function inOrder(all: readonly Seen[]): readonly Seen[] {
  const rank = ({ views, hidden, sighting }: Seen): number =>
    (hidden ? 1000 : 0) + views.length * 10 + (sighting.detector === "known_secrets" ? 0 : 2) +
    (sighting.contextual ? 1 : 0);
  return [...all].sort((a, b) => rank(a) - rank(b) || a.sighting.start - b.sighting.start);
}

/**
 * A hidden value is an evasion where that detector is on, and otherwise still what it would be in the
 * open: switching the one off must not blind the other.
 */
function detectorOf({ sighting, hidden }: Seen, on: ReadonlySet<Detector>): Detector | undefined {
  if (hidden && on.has("unicode_evasion")) return "unicode_evasion";
  return on.has(sighting.detector) ? sighting.detector : undefined;
}

/** A value known by the words beside it that lies within one with a shape of its own is the same value. */
function isInside({ sighting, text }: Seen, all: readonly Seen[]): boolean {
  return sighting.contextual &&
    all.some((other) =>
      other.text === text && !other.sighting.contextual &&
      other.sighting.detector === sighting.detector &&
      other.sighting.start <= sighting.start && other.sighting.end >= sighting.end
    );
}

/**
 * An encoded form of a known secret is seen as it stands, and its text once more where it is decoded: one
 * finding tells of both, and so does an approval. A piece of the value inside such a form is part of it.
 */
function isDecoded({ sighting, text, views }: Seen, all: readonly Seen[]): boolean {
  if (sighting.detector !== "known_secrets") return false;
  return all.some((other) => {
    const form = other.sighting;
    if (form.kind !== sighting.kind || form.detector !== sighting.detector) return false;
    if (form === sighting || form.written.length === 0) return false;
    if (other.text === text && sighting.written.length === 0) {
      return form.start <= sighting.start && form.end >= sighting.end;
    }
    return other.views.length < views.length && other.views.every((name, at) => name === views[at]);
  });
}

function finding(seen: Seen, detector: Detector, view: TextView, around: string): Finding {
  const { sighting, hidden } = seen;
  const decoded = [...seen.views, ...sighting.written];
  const how = [...new Set(decoded)].join(", ");
  return {
    detector,
    kind: sighting.kind,
    severity: "block",
    reason: `${sighting.what} in ${view.surface}${how === "" ? "" : ` (${how})`}`,
    value: new Secret(sighting.value),
    ...(isEncoded(sighting) ? { encoded: true } : {}),
    surface: view.surface,
    views: [...view.views, ...seen.views],
    context: around,
    span: seen.views.length === 0 && view.views.length === 0 && !hidden
      ? { start: sighting.start, end: sighting.end }
      : undefined,
  };
}

function isEncoded({ detector, written }: Sighting): boolean {
  return detector === "known_secrets" &&
    written.some((form) => /^(?:base(?:32|64)|hex)$/.test(form));
}

/** What could not be looked at is refused: no value, so nothing to approve or to redact. */
function refusal(what: string, view: TextView, { detectors }: ScanOptions): Finding {
  return {
    detector: detectors.has("token_patterns") ? "token_patterns" : "known_secrets",
    kind: "unreadable",
    severity: "block",
    reason: `${what} in ${view.surface}`,
    value: undefined,
    surface: view.surface,
    views: view.views,
    context: "",
    span: undefined,
  };
}
