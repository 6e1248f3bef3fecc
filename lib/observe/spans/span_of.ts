import type { RequestRecord } from "../request_record.ts";

/** A length of time with a name: milliseconds since 1970. */
export interface Stage {
  readonly name: "judge" | "held" | "connect" | "wait" | "answer";
  readonly startMs: number;
  readonly endMs: number;
}

/** One request as a trace shows it. */
export interface RequestSpan {
  /** Few in number: the method, where it is a usual one. */
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Readonly<Record<string, string | number | boolean | string[]>>;
  /** Whether it failed or was cut; a refusal is no failure. */
  readonly failed: boolean;
  /** In their order; those that the request did not reach are left out. */
  readonly stages: readonly Stage[];
}

/**
 * The span of a request that has ended, by the names of OpenTelemetry's conventions for HTTP and our own
 * beside them. Made of the record alone, which is redacted; the query is left out all the same.
 *
 * @param heldAtMs when it was first held, from its start
 */
export function spanOf(record: RequestRecord, heldAtMs: number | undefined): RequestSpan {
  const { start_ms: start, stages, verdict } = record;
  const method = USUAL.has(record.method) ? record.method : "_OTHER";
  const end = stages.end_ms ?? 0;
  const stage = (name: Stage["name"], from: number | null, to: number | null): Stage[] =>
    from === null || to === null ? [] : [{ name, startMs: start + from, endMs: start + to }];
  const heldEnd = heldAtMs === undefined || stages.held_ms === null
    ? null
    : heldAtMs + stages.held_ms;
  return {
    name: method === "_OTHER" ? "HTTP" : method,
    startMs: start,
    endMs: start + end,
    attributes: withoutNulls({
      "http.request.method": method,
      "http.response.status_code": record.status,
      "server.address": record.host === "" ? null : record.host,
      "server.port": record.port,
      "url.scheme": record.scheme,
      "url.path": record.path === "" ? null : record.path.split("?")[0] ?? null,
      "network.protocol.version": record.protocol.split("/")[1] ?? null,
      "error.type": verdict === "failed" || verdict === "cut" ? record.reason : null,
      "egress.request": record.id,
      "egress.verdict": verdict,
      "egress.reason": record.reason,
      "egress.route": record.route,
      "egress.match": record.match,
      "egress.findings": record.findings.length === 0
        ? null
        : record.findings.map(({ kind }) => kind),
      "egress.proposal": record.proposal,
      "egress.decision": record.decision,
      "egress.upstream_stage": record.upstream_stage,
      "egress.upgraded": record.upgraded ? true : null,
      "egress.bytes_up": record.bytes_up,
      "egress.bytes_down": record.bytes_down,
    }),
    failed: verdict === "failed" || verdict === "cut",
    stages: [
      ...stage("judge", 0, stages.judged_ms),
      ...stage("held", heldAtMs ?? null, heldEnd),
      ...stage("connect", stages.judged_ms, stages.connected_ms),
      ...stage("wait", stages.connected_ms, stages.head_ms),
      ...stage("answer", stages.head_ms, stages.end_ms),
    ],
  };
}

const USUAL: ReadonlySet<string> = new Set([
  ...["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
]);

type Value = string | number | boolean | string[];

function withoutNulls(values: Readonly<Record<string, Value | null>>): Record<string, Value> {
  const told = Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const]
  );
  return Object.fromEntries(told);
}
