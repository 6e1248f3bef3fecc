import type { Measurement } from "./measurements.ts";
import type { Sample } from "./measure.ts";
import { median, ratio } from "./statistics.ts";

/** What one way reached, as medians over the rounds; null where there is no such figure. */
export interface Figures {
  readonly name: string;
  /** Requests, events, messages or bytes a second; null: it cannot do this. */
  readonly rate: number | null;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly processorUs: number | null;
  readonly peakBytes: number | null;
  /** How many times this way's rate the sidecar reached, round by round. */
  readonly ownTimes: number | null;
}

/** The figures of all ways for one measurement. */
export interface Summary {
  readonly title: string;
  readonly unit: Measurement["unit"];
  readonly figures: readonly Figures[];
}

/** The name of the sidecar among the peers. */
export const OWN = "egress";

/** @param samples by the way's name, in the order of the table; none: the way cannot do this */
export function summarise(
  { title, unit }: Pick<Measurement, "title" | "unit">,
  samples: ReadonlyMap<string, readonly Sample[]>,
): Summary {
  const rates = (of: readonly Sample[]) =>
    of.map(({ bytesPerSecond, perSecond }) => unit === "bytes" ? bytesPerSecond : perSecond);
  const own = rates(samples.get(OWN) ?? []);
  const figures = [...samples].map(([name, of]): Figures => ({
    name,
    rate: middle(rates(of)),
    p50Ms: middle(of.map(({ p50Ms }) => p50Ms)),
    p99Ms: middle(of.map(({ p99Ms }) => p99Ms)),
    processorUs: middle(of.map(({ processorUs }) => processorUs)),
    peakBytes: middle(of.map(({ peakBytes }) => peakBytes)),
    ownTimes: own.length === 0 || of.length === 0 ? null : ratio(own, rates(of)),
  }));
  return { title, unit, figures };
}

function middle(numbers: readonly (number | null)[]): number | null {
  const known = numbers.filter((number) => number !== null);
  return known.length === 0 ? null : median(known);
}
