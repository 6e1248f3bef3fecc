import { Secret } from "../secret.ts";
import { context } from "./context.ts";
import type { Finding } from "./finding.ts";
import type { TextView } from "./text_view.ts";

/** Bits per character from which a window counts (contract): random base64 of a window's length has 5.6. */
const LEAST_BITS = 5.5;
/** A window must be longer than 45 characters to reach 5.5 bits at all; random base64 does so reliably at 128. */
const WINDOW = 128;
/** Findings of one text: after these, nobody reads on. */
const MOST_FINDINGS = 20;

const RUNS = /[A-Za-z0-9+/=_.~-]{128,}/g;

/** Warnings for what looks drawn by a machine: one for each run of letters in which a window reaches the bound. */
export function entropy(view: TextView): readonly Finding[] {
  const findings: Finding[] = [];
  for (const run of view.text.matchAll(RUNS)) {
    if (findings.length >= MOST_FINDINGS) break;
    if (!hasDenseWindow(run[0])) continue;
    const span = { start: run.index, end: run.index + run[0].length };
    findings.push({
      detector: "entropy",
      kind: "high-entropy",
      severity: "warn",
      reason: `text of high entropy in ${view.surface}`,
      value: new Secret(run[0]),
      surface: view.surface,
      views: view.views,
      context: context(view.text, span, [], []),
      span: view.views.length === 0 ? span : undefined,
    });
  }
  return findings;
}

/** Windows overlap by half; each costs as much as its length. */
function hasDenseWindow(run: string): boolean {
  for (let at = 0; at + WINDOW <= run.length; at += WINDOW / 2) {
    if (bits(run, at, at + WINDOW) >= LEAST_BITS) return true;
  }
  return false;
}

/** Shannon's entropy of `text[from, to)` in bits per character. */
function bits(text: string, from: number, to: number): number {
  const counts = new Uint16Array(256);
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i) & 0xff;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  let sum = 0;
  for (const count of counts) {
    if (count > 0) sum -= count * Math.log2(count / (to - from));
  }
  return sum / (to - from);
}
