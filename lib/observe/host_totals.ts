import { limits } from "../limits.ts";
import type { Trace } from "./trace.ts";
import type { Verdict } from "./request_record.ts";

/** What went to a host since the start. */
export interface HostTotal {
  /** As the agent asked for it: redact before showing. Empty: the hosts that found no place of their own. */
  readonly host: string;
  /** The pattern of the route that it had last. */
  readonly route: string | undefined;
  readonly requests: number;
  readonly verdicts: Readonly<Partial<Record<Verdict, number>>>;
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** Milliseconds since 1970. */
  readonly lastMs: number;
}

export interface HostTotals {
  add(trace: Trace): void;
  /** In no order. */
  all(): readonly HostTotal[];
}

interface Total {
  host: string;
  route: string | undefined;
  requests: number;
  readonly verdicts: Partial<Record<Verdict, number>>;
  bytesUp: number;
  bytesDown: number;
  lastMs: number;
}

/** Hosts without a route are counted apart, so that made-up names push no allowed one out. */
export function createHostTotals(most: number = limits.observedHosts): HostTotals {
  const routed = new Map<string, Total>();
  const unrouted = new Map<string, Total>();

  const totalOf = (host: string, route: string | undefined): Total => {
    const totals = route === undefined ? unrouted : routed;
    const key = totals.has(host) || totals.size < most ? host : "";
    const known = totals.get(key);
    if (known !== undefined) return known;
    const zero = { requests: 0, verdicts: {}, bytesUp: 0, bytesDown: 0, lastMs: 0 };
    const total: Total = { host: key, route, ...zero };
    totals.set(key, total);
    return total;
  };

  return {
    add({ target, route, verdict, bytesUp, bytesDown, startMs }) {
      // What could not be read was meant for no host.
      if (target === undefined) return;
      const total = totalOf(target.host, route?.host);
      total.route = route?.host;
      total.requests++;
      total.verdicts[verdict] = (total.verdicts[verdict] ?? 0) + 1;
      total.bytesUp += bytesUp;
      total.bytesDown += bytesDown;
      total.lastMs = startMs;
    },
    all: () => [...routed.values(), ...unrouted.values()],
  };
}
