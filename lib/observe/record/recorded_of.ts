import { cachedRedact } from "../cached_redact.ts";
import type { RequestRecord } from "../request_record.ts";
import type { Trace } from "../trace.ts";
import type { NotedFields } from "./noted_fields.ts";
import { RECORD_VERSION } from "./read_recorded.ts";
import type { Recorded } from "./recorded.ts";

export interface RecordedOfOptions {
  /** What may be shown of a trace. */
  readonly record: (trace: Trace) => RequestRecord;
  readonly redact: (text: string) => string;
}

/** The line of a request; undefined for one whose target could not be read: no route was asked about it. */
export type RecordedOf = (trace: Trace, fields: NotedFields) => Recorded | undefined;

/** Heads are looked through as a whole, and the same ones once: agents send the same fields again and again. */
export function createRecordedOf({ record, redact }: RecordedOfOptions): RecordedOf {
  const cached = cachedRedact(redact);
  const isClean = (text: string) => cached(text) === text;

  return (trace, { names, values, whole }) => {
    const { target } = trace;
    if (target === undefined) return undefined;
    const shown = record(trace);
    const [path, query] = splitTarget(shown.path);
    const headers = isClean(names.join("\n")) ? names : names.filter(isClean);
    const told = Object.entries(values).filter(([name, all]) =>
      headers.includes(name) && all.every((value) => isClean(`${name}: ${value}`) && isClean(value))
    );
    return {
      v: RECORD_VERSION,
      time: new Date(shown.start_ms).toISOString(),
      method: shown.method,
      scheme: target.scheme,
      host: shown.host,
      port: target.port,
      path,
      query,
      whole: whole && trace.isWhole && headers.length === names.length &&
        shown.path === trace.path && shown.host === target.host && shown.method === trace.method,
      headers,
      values: Object.fromEntries(told),
      allowed: trace.allowed,
      verdict: shown.verdict,
      reason: shown.reason,
      route: shown.route,
      match: shown.match,
      status: shown.status,
      bytes_up: shown.bytes_up,
      bytes_down: shown.bytes_down,
      ms: shown.stages.end_ms ?? 0,
    };
  };
}

/** A raw path has no "?". */
function splitTarget(text: string): [path: string, query: string | null] {
  const mark = text.indexOf("?");
  return mark < 0 ? [text, null] : [text.slice(0, mark), text.slice(mark + 1)];
}
