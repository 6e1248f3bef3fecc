import { decide, type Step } from "../policy/decide.ts";
import type { Reason } from "../policy/refusal.ts";
import { createTable } from "../policy/table.ts";
import type { FoundKind } from "./request_record.ts";
import type { Trace } from "./trace.ts";

/** One check of a request's way, and what it said. */
export type ExplainStep = Step;

/**
 * Tells of a request that was seen, rule by rule in the order of the exchange, why it became what it
 * did. The rules are asked again, by the route that the host had then; body and fields are not kept,
 * so what was read in them is told as it was noted. Every detail is redacted.
 */
export function explainTrace(
  trace: Trace,
  redact: (text: string) => string,
): readonly ExplainStep[] {
  const steps: ExplainStep[] = [];
  const note = (name: string, outcome: Step["outcome"], detail: string) =>
    void steps.push({ name, outcome, detail: redact(detail) });
  const { target, refusal, verdict } = trace;
  if (target === undefined) {
    note("target", "refuse", refusal?.text ?? "it could not be read");
    return steps;
  }
  note("target", "pass", `${target.scheme}, host ${target.host}, port ${target.port}`);
  if (verdict === "answered") {
    note("answer", "pass", "by the sidecar itself: no route is needed, and nothing was forwarded");
    return steps;
  }
  noteScan(trace, note);
  noteRules(trace, note);
  noteOperator(trace, note);
  noteUpstream(trace, note);
  return steps;
}

type Note = (name: string, outcome: Step["outcome"], detail: string) => void;

/** Refusals of the outbound scan, and those that end a request before any rule is asked. */
const SCAN_REASONS: ReadonlySet<Reason> = new Set(
  ["secret-found", "body-unreadable", "body-too-large", "too-many-bodies"] as const,
);

function noteScan({ route, findings, refusal, allowed }: Trace, note: Note): void {
  if (route === undefined) {
    note("scan", "skip", "without a route nothing is scanned: it goes nowhere");
    return;
  }
  const words = foundWords(findings.filter((one) => !isOfAnswer(one))) ?? "nothing was found";
  const refused = refusal !== undefined && !allowed && SCAN_REASONS.has(refusal.reason);
  note("scan", refused ? "refuse" : "pass", refused ? `${words}; ${refusal.text}` : words);
}

function isOfAnswer({ surface }: FoundKind): boolean {
  return surface.startsWith("answer ");
}

function foundWords(findings: readonly FoundKind[]): string | undefined {
  if (findings.length === 0) return undefined;
  const found = findings.map(({ kind, surface, count }) =>
    `${kind} in ${surface}${count > 1 ? ` (${count} times)` : ""}`
  );
  return `found: ${found.join("; ")}`;
}

const RULES = ["git push", "git fetch", "allowlist", "ports", "matches"];

function noteRules(trace: Trace, note: Note): void {
  const { target, method, route, refusal, allowed, match } = trace;
  const decidedBefore = refusal !== undefined && !allowed && SCAN_REASONS.has(refusal.reason);
  if (target === undefined || decidedBefore || !trace.isWhole) {
    const why = decidedBefore
      ? "the scan had refused"
      : "the target is too long, or has something that was found in it, and was not kept whole";
    for (const name of RULES) note(name, "skip", why);
    return;
  }
  const table = createTable(route ? [{ ...route, matches: withoutHeaders(route.matches) }] : []);
  decide(table, { method, target, fields: [] }, ({ name, outcome, detail }) => {
    if (name !== "matches" || outcome === "skip") note(name, outcome, detail);
    // Header rules were asked then, with fields that are not kept.
    else if (refusal?.reason === "no-match") note(name, "refuse", refusal.text);
    else if (match === undefined) note(name, outcome, detail);
    else note(name, "pass", `"matches" entry ${match + 1} of the route for ${route?.host} fits`);
  });
}

type Matches = NonNullable<Trace["route"]>["matches"];

function withoutHeaders(matches: Matches): Matches {
  return matches?.map((match) => ({ ...match, headers: [] }));
}

function noteOperator({ proposal, decision, heldMs, verdict }: Trace, note: Note): void {
  if (proposal === undefined) return;
  const waited = heldMs === undefined ? "" : ` after ${(heldMs / 1000).toFixed(1)} s`;
  if (decision === undefined) {
    const words = verdict === "held" ? "is asked, and the request waits" : "was asked";
    note("operator", "skip", `${words}: question ${proposal}`);
  } else {
    const outcome = decision === "approved" ? "pass" : "refuse";
    note("operator", outcome, `${decision}${waited}: question ${proposal}`);
  }
}

function noteUpstream(trace: Trace, note: Note): void {
  const { allowed, refusal, verdict, upstreamStage, status, marksUs } = trace;
  if (!allowed) {
    // A rule that read what is not kept: the verdict is told as it was given.
    if (refusal !== undefined) note("verdict", "refuse", refusal.text);
    return;
  }
  if (marksUs.connected !== undefined) {
    note("upstream", "pass", "connected to a vetted address");
  }
  const inAnswer = foundWords(trace.findings.filter(isOfAnswer));
  if (inAnswer !== undefined) note("answer scan", refusal ? "refuse" : "pass", inAnswer);
  if (refusal !== undefined) {
    note(upstreamStage === undefined ? "verdict" : "upstream", "refuse", refusal.text);
  } else if (verdict === "left") {
    note("answer", "skip", "the agent left before it was whole");
  } else if (status !== undefined) {
    note("answer", "pass", `${status}${marksUs.end === undefined ? ", and goes on" : ""}`);
  }
}
