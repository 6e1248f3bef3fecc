import { ask, requestBytes } from "./ask.ts";
import type { Job, Result } from "./job.ts";
import { open } from "./open.ts";
import { createTally } from "./tally.ts";

/** Request after request on connections that are opened before the clock runs. */
export async function loadKept(job: Job): Promise<Result> {
  const kind = job.kind === "large" ? "large" : "small";
  const request = requestBytes(kind, job.port);
  const conns = await Promise.all(
    Array.from({ length: job.atOnce }, () => open(job, "http/1.1")),
  );
  const tally = createTally(job);
  await Promise.all(conns.map(async (conn) => {
    const buffer = new Uint8Array(kind === "large" ? 256 * 1024 : 4096);
    while (tally.more()) {
      const start = performance.now();
      await ask(conn, request, kind, buffer, tally.received);
      tally.answered(start);
    }
    conn.close();
  }));
  return tally.result();
}
