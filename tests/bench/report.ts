import type { Delay } from "./delays.ts";
import type { Download } from "./downloads.ts";
import { median } from "./statistics.ts";
import type { Summary } from "./summarise.ts";
import { table } from "./table.ts";
import { megabytes, processorWords, rateWords, rounded } from "./words.ts";

/** What a peer needs beside the work. */
export interface Footprint {
  readonly name: string;
  /** Of several starts. */
  readonly startMs: readonly number[];
  readonly idleBytes: number | undefined;
  readonly loadedBytes: number | undefined;
}

/** All measurements as one table: a line for each way, the measurement's name beside its first. */
export function comparisonTable(summaries: readonly Summary[]): string {
  const rows = summaries.flatMap(({ title, unit, figures }) =>
    figures.map((way, i) => [
      i === 0 ? title : "",
      way.name,
      rateWords(way.rate, unit),
      rounded(way.p50Ms),
      rounded(way.p99Ms),
      processorWords(way.processorUs),
      megabytes(way.peakBytes),
      rounded(way.ownTimes),
    ])
  );
  const head = ["work", "way", "rate", "p50 ms", "p99 ms", "CPU each", "peak", "egress is ×"];
  return table(head, rows, 2);
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

export function delayTable(delays: readonly Delay[]): string {
  const rows = delays.map(({ name, p50Ms, p99Ms, addedP50Ms, addedP99Ms }) => [
    name,
    ...[p50Ms, p99Ms, addedP50Ms, addedP99Ms].map(rounded),
  ]);
  const head = ["an event each 50 ms", "p50 ms", "p99 ms", "added p50 ms", "added p99 ms"];
  return table(head, rows);
}

export function downloadTable(downloads: readonly Download[]): string {
  const rows = downloads.map(({ what, name, bytesPerSecond, share, peakBytes, grownBytes }) => [
    what,
    name,
    rateWords(bytesPerSecond, "bytes"),
    share === null ? "" : `${(share * 100).toFixed(0)} %`,
    megabytes(peakBytes),
    megabytes(grownBytes),
  ]);
  const head = ["one download", "way", "rate", "of direct", "peak", "above idle"];
  return table(head, rows, 2);
}
