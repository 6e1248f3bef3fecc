import { processorMs } from "./usage.ts";

const LOOK_MS = 100;
/** Of processor time between two looks: the least that the system counts. */
const IDLE_MS = 10;
const PATIENCE_MS = 10_000;

/**
 * Waits until none of the processes works any more: a proxy still has what its clients left behind, and
 * what it does for those would be on the account of the next.
 */
export async function settle(pids: readonly number[]): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  const used = () => pids.reduce((sum, pid) => sum + (processorMs(pid) ?? 0), 0);
  for (let before = -Infinity, now = used(); now - before > IDLE_MS; now = used()) {
    if (performance.now() > until) return;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
