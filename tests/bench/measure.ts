import type { Job, Result } from "./job.ts";
import type { Measurement } from "./measurements.ts";
import { settle } from "./settle.ts";
import { peakBytes, resetPeak } from "./usage.ts";
import { type Stand, type Way, ways } from "./ways.ts";

/** What one way reached in one round. */
export interface Sample extends Result {
  /** The peer's most resident memory meanwhile; null where it is not known. */
  readonly peakBytes: number | null;
}

/** How long a measurement is. */
export interface Plan {
  readonly rounds: number;
  /** Of each that counts. */
  readonly seconds: number;
  /** Of a round before them that does not count, for compilers and caches to be warm; 0 for none. */
  readonly warmSeconds: number;
}

/**
 * One measurement of the direct way and all peers, in turn and several rounds, since a machine that is
 * busy with other things is so for all of them then.
 *
 * @returns samples by name; none where a peer cannot do this
 */
export async function measure(
  { title, kind, atOnce, peersOnly }: Measurement,
  { rounds, seconds, warmSeconds }: Plan,
  stand: Stand,
): Promise<ReadonlyMap<string, readonly Sample[]>> {
  const able = new Set(ways(stand.peers).filter(({ pid }) => pid !== null || !peersOnly));
  const samples = new Map<string, Sample[]>([...able].map(({ name }) => [name, []]));
  for (let round = warmSeconds > 0 ? -1 : 0; round < rounds; round++) {
    const warming = round < 0;
    const job = { kind, atOnce, seconds: warming ? warmSeconds : seconds };
    for (const way of able) {
      const found = await sample(stand, job, way);
      if (typeof found === "string") {
        console.error(`${way.name} cannot: ${title}: ${found.slice(0, 200)}`);
        able.delete(way);
      } else if (!warming) samples.get(way.name)?.push(found);
    }
  }
  return samples;
}

/** @returns why the way cannot do what the job asks for, if it cannot */
export async function sample(
  { loader, peers, upstreamPid, port, authority }: Stand,
  job: Pick<Job, "kind" | "atOnce" | "seconds" | "bytes">,
  { proxyPort, pid }: Way,
): Promise<Sample | string> {
  const reset = pid !== null && resetPeak(pid);
  const result = await loader.run({ ...job, proxyPort, pid, port, authority });
  const peak = reset ? peakBytes(pid) ?? null : null;
  await settle([upstreamPid, ...peers.map(({ program }) => program.pid)]);
  return result.ok ? { ...result, peakBytes: peak } : result.why;
}
