import type { Job } from "./job.ts";
import type { Loader } from "./loader.ts";
import type { Measurement } from "./measurements.ts";
import type { Peer } from "./peer.ts";
import type { Sample } from "./report.ts";
import { processorMs } from "./usage.ts";

/** What all measurements work with. */
export interface Stand {
  readonly loader: Loader;
  readonly peers: readonly Peer[];
  /** The upstream's. */
  readonly port: number;
  /** PEM. */
  readonly authority: string;
}

/**
 * One measurement of the direct way and all peers, in turn and several rounds, since a machine that is
 * busy with other things is so for all of them then.
 *
 * @returns samples by name; none where a peer cannot do this
 */
export async function measure(
  { kind, atOnce, peersOnly }: Measurement,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
  { loader, peers, port, authority }: Stand,
): Promise<ReadonlyMap<string, readonly Sample[]>> {
  const job = { kind, atOnce, seconds, port, authority };
  const ways = peers.map(({ name, port: proxyPort, program }) => ({
    name,
    run: () => sample(loader, { ...job, proxyPort }, program.pid),
  }));
  if (!peersOnly) {
    ways.unshift({ name: "direct", run: () => sample(loader, { ...job, proxyPort: null }) });
  }
  const samples = new Map<string, Sample[]>(ways.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of ways) {
      const found = await run();
      if (found) samples.get(name)?.push(found);
    }
  }
  return samples;
}

/** Undefined if the way cannot do what the job asks for. */
async function sample(loader: Loader, job: Job, pid?: number): Promise<Sample | undefined> {
  const before = pid === undefined ? undefined : await processorMs(pid);
  const result = await loader.run(job);
  const after = pid === undefined ? undefined : await processorMs(pid);
  if (!result.ok) return undefined;
  const processorUs = before === undefined || after === undefined
    ? undefined
    : (after - before) * 1000 / result.answers;
  return { ...result, processorUs };
}
