/**
 * Law: observing decides nothing and fails nothing. Its memory has bounds, and what it shows is
 * redacted.
 */
import { limits } from "../limits.ts";
import { type Counters, createCounters } from "./counters.ts";
import { type ExplainStep, explainTrace } from "./explain_trace.ts";
import { createHostTotals, type HostTotals } from "./host_totals.ts";
import { createRecordOf } from "./record_of.ts";
import type { RequestRecord } from "./request_record.ts";
import { createRing } from "./ring.ts";
import { createRouteCounts, type RouteCounts } from "./route_counts.ts";
import { Trace, type TraceChange } from "./trace.ts";

export interface ObserverOptions {
  readonly redact: (text: string) => string;
  /** Milliseconds since 1970. */
  readonly wallClock?: () => number;
  /** Milliseconds of a clock that never jumps. */
  readonly now?: () => number;
  readonly mostRequests?: number;
}

/** Called synchronously, in the way of traffic: take note and return. What it throws is dropped. */
export type TraceListener = (trace: Trace, what: TraceChange) => void;

/** Sees all requests, keeps the newest, counts them, and tells who listens. */
export interface Observer {
  /** A request has come. Its `end` must be called in the end. */
  begin(about: Pick<Trace, "method" | "protocol">): Trace;
  /** Of the newest `limits.observedRequests`; undefined for others. */
  get(id: number): Trace | undefined;
  /** The newest first, from the one before the id `before` on. */
  newest(before?: number): Generator<Trace, void, void>;
  /** What may be shown of a trace, at this moment. */
  record(trace: Trace): RequestRecord;
  /** Forgets what was redacted: the secrets may have changed, and all is redacted anew. */
  forget(): void;
  /** Why it became what it did. */
  explain(trace: Trace): readonly ExplainStep[];
  /** @returns what ends it; idempotent */
  subscribe(listener: TraceListener): () => void;
  /** Those that wait for the operator at this moment. */
  readonly heldNow: ReadonlySet<Trace>;
  /** A tunnel was opened. @returns what counts its end; idempotent */
  tunnel(): () => void;
  readonly tunnels: { readonly open: number; readonly opened: number };
  readonly counters: Counters;
  readonly hosts: HostTotals;
  readonly routes: RouteCounts;
  /** Requests that are under way. */
  readonly underWay: number;
}

export function createObserver({
  redact,
  wallClock = Date.now,
  now = () => performance.now(),
  mostRequests = limits.observedRequests,
}: ObserverOptions): Observer {
  const ring = createRing<Trace>(mostRequests);
  const counters = createCounters();
  const hosts = createHostTotals();
  const routes = createRouteCounts();
  let recordOf = createRecordOf(redact);
  const heldNow = new Set<Trace>();
  const tunnels = { open: 0, opened: 0 };
  let listeners: readonly TraceListener[] = [];
  let last = 0;
  let underWay = 0;

  const count = (trace: Trace, what: TraceChange) => {
    switch (what) {
      case "changed":
        return;
      case "held":
        heldNow.add(trace);
        return counters.held();
      case "decided":
        heldNow.delete(trace);
        return trace.decision && counters.decided(trace.decision);
      case "ended":
        underWay--;
        heldNow.delete(trace);
        counters.add(trace);
        hosts.add(trace);
        return routes.add(trace);
    }
    what satisfies never;
  };

  const told = (trace: Trace, what: TraceChange) => {
    count(trace, what);
    for (const listener of listeners) {
      try {
        listener(trace, what);
      } catch {
        // Whoever looks on must not decide about traffic.
      }
    }
  };

  return {
    begin({ method, protocol }) {
      const trace = new Trace({ id: ++last, method, protocol, startMs: wallClock(), now, told });
      underWay++;
      ring.add(trace);
      return trace;
    },
    get: ring.get,
    newest: ring.newest,
    record: (trace) => recordOf(trace),
    forget() {
      recordOf = createRecordOf(redact);
    },
    explain: (trace) => explainTrace(trace, redact),
    subscribe(listener) {
      // Each listens for itself, even with one function.
      const own: TraceListener = (trace, what) => listener(trace, what);
      listeners = [...listeners, own];
      return () => {
        listeners = listeners.filter((one) => one !== own);
      };
    },
    heldNow,
    tunnel() {
      tunnels.open++;
      tunnels.opened++;
      let open = true;
      return () => {
        if (open) tunnels.open--;
        open = false;
      };
    },
    tunnels,
    counters,
    hosts,
    routes,
    get underWay() {
      return underWay;
    },
  };
}
