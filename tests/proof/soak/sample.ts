import { connectRaw } from "../../support/raw_client.ts";
import type { SpawnedSidecar } from "../../support/spawn_sidecar.ts";

/** What a process takes up, each list with one value a second. */
export interface Samples {
  readonly memoryMb: number[];
  readonly handles: number[];
  /** How long a question that needs no work waits for its answer. */
  readonly delayMs: number[];
}

/** Looks each second, so many times. */
export async function sample(sidecar: SpawnedSidecar, seconds: number): Promise<Samples> {
  const samples: Samples = { memoryMb: [], handles: [], delayMs: [] };
  using client = await connectRaw(sidecar.port);
  const question = "GET http://_egress.local/healthz HTTP/1.1\r\nHost: _egress.local\r\n\r\n";
  const began = performance.now();
  for (let second = 1; second <= seconds; second++) {
    const left = began + 1000 * second - performance.now();
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    const asked = performance.now();
    await client.ask(question);
    samples.delayMs.push(performance.now() - asked);
    samples.handles.push(handlesOf(sidecar));
    samples.memoryMb.push(await sidecar.memoryKb("VmRSS") / 1024);
  }
  return samples;
}

/** Its open file handles. */
export function handlesOf({ pid }: SpawnedSidecar): number {
  return [...Deno.readDirSync(`/proc/${pid}/fd`)].length;
}
