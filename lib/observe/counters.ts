import { limits } from "../limits.ts";
import type { Reason } from "../policy/refusal.ts";
import type { Decision } from "../supervise/decision.ts";
import type { UpstreamStage, Verdict } from "./request_record.ts";
import type { Trace } from "./trace.ts";

/** `read`: GET, HEAD and OPTIONS; `write`: POST, PUT, PATCH and DELETE; `other`: the rest. */
export type MethodClass = "read" | "write" | "other";

/** One series of the counter of requests. */
export interface RequestCount {
  /** The host pattern of the route, or `other`: labels are bounded by the routes, not by the agent. */
  readonly host: string;
  readonly method: MethodClass;
  readonly verdict: Verdict;
  /** Empty where nothing was refused. */
  readonly reason: Reason | "";
  readonly requests: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
  readonly seconds: number;
}

/** Sums since the start. Everything here only rises. */
export interface Counters {
  /** Counts a request that has ended. */
  add(trace: Trace): void;
  /** Counts that a request is held. */
  held(): void;
  decided(decision: Decision["kind"]): void;
  requests(): readonly RequestCount[];
  readonly heldRequests: number;
  readonly decisions: ReadonlyMap<Decision["kind"], number>;
  readonly upstreamErrors: ReadonlyMap<UpstreamStage, number>;
  /** By `detector`. */
  readonly findings: ReadonlyMap<string, number>;
  readonly scans: { readonly count: number; readonly seconds: number; readonly bytes: number };
}

interface Series {
  readonly labels: Pick<RequestCount, "host" | "method" | "verdict" | "reason">;
  requests: number;
  bytesUp: number;
  bytesDown: number;
  seconds: number;
}

export function createCounters(mostSeries: number = limits.metricSeries): Counters {
  const series = new Map<string, Series>();
  const decisions = new Map<Decision["kind"], number>();
  const upstreamErrors = new Map<UpstreamStage, number>();
  const findings = new Map<string, number>();
  const scans = { count: 0, seconds: 0, bytes: 0 };
  let heldRequests = 0;

  const seriesOf = ({ route, method, verdict, refusal }: Trace): Series => {
    const reason: Reason | "" = refusal?.reason ?? "";
    const kind = methodClass(method);
    // Patterns of routes that reloads brought and took stay counted, up to the bound.
    const host = route === undefined ? OTHER : route.host;
    const key = `${host} ${kind} ${verdict} ${reason}`;
    const known = series.get(key);
    if (known !== undefined) return known;
    const shown = host === OTHER || series.size < mostSeries ? host : OTHER;
    const labels = { host: shown, method: kind, verdict, reason };
    const otherKey = `${shown} ${kind} ${verdict} ${reason}`;
    const made = series.get(otherKey) ??
      { labels, requests: 0, bytesUp: 0, bytesDown: 0, seconds: 0 };
    series.set(otherKey, made);
    return made;
  };

  return {
    add(trace) {
      const one = seriesOf(trace);
      one.requests++;
      one.bytesUp += trace.bytesUp;
      one.bytesDown += trace.bytesDown;
      one.seconds += (trace.marksUs.end ?? 0) / 1_000_000;
      if (trace.upstreamStage !== undefined) raise(upstreamErrors, trace.upstreamStage);
      for (const { detector, count } of trace.findings) raise(findings, detector, count);
      if (trace.scans === 0) return;
      scans.count += trace.scans;
      scans.seconds += trace.scanMs / 1000;
      scans.bytes += trace.scannedBytes;
    },
    held() {
      heldRequests++;
    },
    decided: (decision) => raise(decisions, decision),
    requests: () => [...series.values()].map(({ labels, ...sums }) => ({ ...labels, ...sums })),
    get heldRequests() {
      return heldRequests;
    },
    decisions,
    upstreamErrors,
    findings,
    scans,
  };
}

const OTHER = "other";

function raise<K>(counts: Map<K, number>, key: K, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function methodClass(method: string): MethodClass {
  switch (method) {
    case "GET":
    case "HEAD":
    case "OPTIONS":
      return "read";
    case "POST":
    case "PUT":
    case "PATCH":
    case "DELETE":
      return "write";
    default:
      return "other";
  }
}
