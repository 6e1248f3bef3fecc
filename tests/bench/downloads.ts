import { type Sample, sample } from "./measure.ts";
import { median, ratio } from "./statistics.ts";
import { residentBytes } from "./usage.ts";
import { type Stand, type Way, ways } from "./ways.ts";

/** A large download by one way. */
export interface Download {
  readonly what: string;
  readonly name: string;
  readonly bytesPerSecond: number | null;
  /** Of the direct rate, pair by pair. */
  readonly share: number | null;
  /** The peer's resident memory: its peak meanwhile, and by how much that is above what it was before. */
  readonly peakBytes: number | null;
  readonly grownBytes: number | null;
}

const KINDS = [["zip", "a zip of random bytes"], ["text", "prose and code"]] as const;

/** Downloads of a type that is not scanned and of one that is, by each way in turn. */
export async function measureDownloads(
  { bytes, pairs }: { readonly bytes: number; readonly pairs: number },
  stand: Stand,
): Promise<readonly Download[]> {
  // What holds a whole answer would need the machine's memory for this.
  const able = ways(stand.peers).filter(({ name }) => name !== "mitmproxy");
  const downloads: Download[] = [];
  for (const [kind, words] of KINDS) {
    const taken = able.map((way) => ({ way, samples: [] as Sample[], grown: [] as number[] }));
    for (let pair = 0; pair < pairs; pair++) {
      for (const { way, samples, grown } of taken) {
        const before = residentOf(way);
        const found = await sample(stand, { kind, bytes, atOnce: 1, seconds: 0 }, way);
        if (typeof found === "string") {
          console.error(`${way.name} cannot: ${words}: ${found.slice(0, 200)}`);
          continue;
        }
        samples.push(found);
        if (before !== undefined && found.peakBytes !== null) grown.push(found.peakBytes - before);
      }
    }
    const rates = (samples: readonly Sample[]) => samples.map((one) => one.bytesPerSecond);
    const direct = rates(taken[0]?.samples ?? []);
    for (const { way, samples, grown } of taken) {
      const peaks = samples.flatMap(({ peakBytes }) => peakBytes ?? []);
      downloads.push({
        what: way.pid === null ? `${bytes / 1e6} MB, ${words}` : "",
        name: way.name,
        bytesPerSecond: samples.length === 0 ? null : median(rates(samples)),
        share: way.pid === null || samples.length === 0 ? null : ratio(rates(samples), direct),
        peakBytes: peaks.length === 0 ? null : Math.max(...peaks),
        grownBytes: grown.length === 0 ? null : Math.max(...grown),
      });
    }
  }
  return downloads;
}

function residentOf({ pid }: Way): number | undefined {
  return pid === null ? undefined : residentBytes(pid);
}
