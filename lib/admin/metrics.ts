/**
 * Law: no label has a value that the agent chooses: hosts are those of the routes, all others are
 * `other`.
 */
import { Counter, Gauge, Registry } from "prom-client";
import type { AdminParts } from "./admin_parts.ts";

export interface MetricsText {
  readonly contentType: string;
  /** In the Prometheus text format. */
  readonly text: () => Promise<string>;
}

/** A label set and its value. */
type Row = readonly [labels: Readonly<Record<string, string>>, value: number];

/** Everything that is counted, as metrics: the sums are the observer's and are read with each scrape. */
export function createMetrics(
  { observer, counts, routes, version }: Pick<
    AdminParts,
    "observer" | "counts" | "routes" | "version"
  >,
  startedMs: number,
): MetricsText {
  const registry = new Registry();
  const { counters } = observer;
  const registers = [registry];

  const counter = (name: string, help: string, labels: readonly string[], rows: () => Row[]) =>
    new Counter({
      ...{ name, help, registers, labelNames: [...labels] },
      collect() {
        this.reset();
        for (const [row, value] of rows()) this.inc(row, value);
      },
    });
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      ...{ name, help, registers },
      collect() {
        this.set(value());
      },
    });
  const one = (value: () => number) => (): Row[] => [[{}, value()]];
  const each = <K extends string>(label: string, sums: ReadonlyMap<K, number>) => (): Row[] =>
    [...sums].map(([key, value]) => [{ [label]: key }, value]);

  counter(
    "egress_requests_total",
    "Requests that have ended, by the host of their route.",
    ["host", "method", "verdict", "reason"],
    () =>
      counters.requests().map(({ host, method, verdict, reason, requests }) => [
        { host, method, verdict, reason },
        requests,
      ]),
  );
  counter(
    "egress_request_seconds_total",
    "Time from the first byte of a request to the last of its answer.",
    ["host"],
    () => byHost(counters.requests(), ({ seconds }) => seconds),
  );
  counter(
    "egress_body_bytes_total",
    "Bytes of bodies and messages, up from the agent and down to it.",
    ["host", "direction"],
    () => [
      ...byHost(counters.requests(), ({ bytesUp }) => bytesUp, { direction: "up" }),
      ...byHost(counters.requests(), ({ bytesDown }) => bytesDown, { direction: "down" }),
    ],
  );
  counter(
    "egress_findings_total",
    "What detectors found, on the way out and in answers, approved values left out.",
    ["detector"],
    each("detector", counters.findings),
  );
  counter("egress_scans_total", "Scans of requests.", [], one(() => counters.scans.count));
  counter(
    "egress_scan_seconds_total",
    "Time in which requests were scanned, the turns of others included.",
    [],
    one(() => counters.scans.seconds),
  );
  counter(
    "egress_scanned_bytes_total",
    "Bytes of the bodies that were scanned whole.",
    [],
    one(() => counters.scans.bytes),
  );
  counter(
    "egress_held_requests_total",
    "Requests that were held for the operator.",
    [],
    one(() => counters.heldRequests),
  );
  counter(
    "egress_decisions_total",
    "What came of requests that the operator was, or would have been, asked about.",
    ["decision"],
    each("decision", counters.decisions),
  );
  counter(
    "egress_upstream_errors_total",
    "Failures of the network towards upstreams, by their stage.",
    ["stage"],
    each("stage", counters.upstreamErrors),
  );
  counter(
    "egress_tunnels_total",
    "Tunnels that were opened.",
    [],
    one(() => observer.tunnels.opened),
  );
  gauge("egress_tunnels_open", "Tunnels that are open.", () => observer.tunnels.open);
  gauge("egress_requests_under_way", "Requests that have not ended.", () => observer.underWay);
  gauge(
    "egress_requests_held",
    "Requests that wait for the operator.",
    () => observer.heldNow.size,
  );
  gauge("egress_agent_connections", "Connections of agents.", () => counts().connections);
  gauge(
    "egress_upstream_connections_idle",
    "Connections in the pool.",
    () => counts().idleUpstreams,
  );
  gauge("egress_leaf_certificates", "Certificates that are kept.", () => counts().leaves);
  gauge("egress_routes", "Routes in force.", () => routes().length);
  gauge("process_resident_memory_bytes", "Resident memory.", () => Deno.memoryUsage().rss);
  gauge("egress_heap_bytes", "Memory of the heap in use.", () => Deno.memoryUsage().heapUsed);
  gauge("process_start_time_seconds", "Start, in seconds since 1970.", () => startedMs / 1000);
  new Gauge({
    name: "egress_build_info",
    help: "1, with the version as label.",
    registers,
    labelNames: ["version"],
  }).set({ version }, 1);

  return { contentType: registry.contentType, text: () => registry.metrics() };
}

function byHost<T extends { readonly host: string }>(
  series: readonly T[],
  value: (one: T) => number,
  labels: Readonly<Record<string, string>> = {},
): Row[] {
  const sums = new Map<string, number>();
  for (const one of series) sums.set(one.host, (sums.get(one.host) ?? 0) + value(one));
  return [...sums].map(([host, sum]) => [{ host, ...labels }, sum]);
}
