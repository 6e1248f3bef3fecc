import { createLru } from "../ca/lru.ts";
import { limits } from "../limits.ts";
import { originForm } from "../policy/target.ts";
import type { RequestRecord } from "./request_record.ts";
import type { Trace } from "./trace.ts";

/**
 * What may be shown of traces. Redaction is done with the first look at a trace and kept: most are
 * never looked at, and redacting each would cost more than all the rest of observing.
 */
export function createRecordOf(redact: (text: string) => string): (trace: Trace) => RequestRecord {
  const shown = new WeakMap<object, string>();
  const texts = createLru<string>(limits.shownTexts);
  /** The same short texts come again and again: an agent asks for the same paths. */
  const redactedText = (text: string): string => {
    if (text.length > limits.shownTextChars) return redactCut(text, redact);
    const known = texts.get(text);
    if (known !== undefined) return known;
    const redacted = redact(text);
    texts.set(text, redacted);
    return redacted;
  };
  /** What was redacted of a thing that does not change; a new thing is redacted anew. */
  const once = (thing: object, text: () => string): string => {
    const known = shown.get(thing);
    if (known !== undefined) return known;
    const redacted = redactedText(text());
    shown.set(thing, redacted);
    return redacted;
  };

  return (trace) => {
    const { target, route, marksUs, refusal } = trace;
    return {
      id: trace.id,
      start_ms: trace.startMs,
      method: /^(?:GET|POST|HEAD|PUT)$/.test(trace.method)
        ? trace.method
        : redactedText(trace.method),
      protocol: trace.protocol,
      scheme: target?.scheme ?? null,
      // A host that a route names as it is was written by the operator.
      host: target === undefined || target.host === route?.host
        ? target?.host ?? ""
        : redactedText(target.host),
      port: target?.port ?? null,
      path: target ? once(target, () => originForm(target)) : "",
      route: route?.host ?? null,
      match: trace.match === undefined ? null : trace.match + 1,
      verdict: trace.verdict,
      reason: refusal?.reason ?? null,
      text: refusal ? once(refusal, () => refusal.text) : null,
      status: trace.status ?? null,
      findings: trace.findings.map((one) => ({ ...one, surface: redactedText(one.surface) })),
      bytes_up: trace.bytesUp,
      bytes_down: trace.bytesDown,
      stages: {
        judged_ms: msOf(marksUs.judged),
        held_ms: trace.heldMs === undefined ? null : Math.round(trace.heldMs),
        connected_ms: msOf(marksUs.connected),
        head_ms: msOf(marksUs.head),
        first_byte_ms: msOf(marksUs.firstByte),
        end_ms: msOf(marksUs.end),
      },
      upstream_stage: trace.upstreamStage ?? null,
      proposal: trace.proposal ?? null,
      decision: trace.decision ?? null,
      upgraded: trace.upgraded,
    };
  };
}

/** As the log's writer does it: redacted before it is cut, without the margin that the cut may have halved. */
function redactCut(text: string, redact: (text: string) => string): string {
  const most = limits.logFieldChars;
  const window = most + limits.logFieldMarginChars;
  if (text.length < window) return redact(text);
  return `${redact(text.slice(0, window)).slice(0, most)}…`;
}

function msOf(us: number | undefined): number | null {
  return us === undefined ? null : us / 1000;
}
