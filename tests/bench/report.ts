import { median } from "./median.ts";
import type { Measurement } from "./measurements.ts";
import type { Result } from "./job.ts";
import { table } from "./table.ts";

/** What one peer reached in one round. */
export interface Sample extends Result {
  /** Of the peer's processor time for one request; undefined where it is not known. */
  readonly processorUs: number | undefined;
}

/** What a peer needs beside the work. */
export interface Footprint {
  readonly name: string;
  /** Of several starts. */
  readonly startMs: readonly number[];
  readonly idleBytes: number | undefined;
  readonly loadedBytes: number | undefined;
}

/** @param samples by the peer's name, in the order of the table; none: the peer cannot do this */
export function measurementTable(
  { title, kind }: Measurement,
  samples: ReadonlyMap<string, readonly Sample[]>,
): string {
  const bytes = kind === "large";
  const rate = (of: readonly Sample[]) =>
    median(of.map((sample) => bytes ? sample.bytesPerSecond : sample.requestsPerSecond));
  const own = rate(samples.get("egress") ?? []);
  const rows = [...samples].map(([name, of]) => {
    if (of.length === 0) return [name, "cannot"];
    const processor = of.flatMap(({ processorUs }) => processorUs ?? []);
    return [
      name,
      bytes ? `${(rate(of) / 1e6).toFixed(0)} MB/s` : `${rate(of).toFixed(0)}/s`,
      milliseconds(of.map(({ p50Ms }) => p50Ms)),
      milliseconds(of.map(({ p99Ms }) => p99Ms)),
      processor.length === 0 ? "" : median(processor).toFixed(0),
      (own / rate(of)).toFixed(2),
    ];
  });
  const head = [title, "rate", "p50 ms", "p99 ms", "CPU µs/request", "egress is ×"];
  return table(head, rows);
}

export function footprintTable(footprints: readonly Footprint[]): string {
  const rows = footprints.map(({ name, startMs, idleBytes, loadedBytes }) => [
    name,
    `${median(startMs).toFixed(0)} ms`,
    megabytes(idleBytes),
    megabytes(loadedBytes),
  ]);
  return table(["footprint", "start to listening", "idle", "after the load"], rows);
}

/** Nothing where no request began and ended in the time. */
function milliseconds(times: readonly (number | null)[]): string {
  const known = times.flatMap((time) => time ?? []);
  return known.length === 0 ? "" : median(known).toFixed(2);
}

function megabytes(bytes: number | undefined): string {
  return bytes === undefined ? "" : `${(bytes / 1e6).toFixed(0)} MB`;
}
