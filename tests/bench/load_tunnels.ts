import { BODY_BYTES } from "./answers.ts";
import { ask, getBytes } from "./ask.ts";
import type { Job, Result } from "./job.ts";
import { open } from "./open.ts";
import { createTally } from "./tally.ts";

/** Connect, CONNECT, TLS handshake, one request, close: again and again, some at a time. */
export async function loadTunnels(job: Job): Promise<Result> {
  const request = getBytes("/small", job.port);
  const tally = createTally(job);
  await Promise.all(Array.from({ length: job.atOnce }, async () => {
    const buffer = new Uint8Array(4096);
    while (tally.more()) {
      const start = performance.now();
      const conn = await open(job, "http/1.1");
      await ask(conn, request, BODY_BYTES.small, buffer, tally.received);
      conn.close();
      tally.answered(start);
    }
  }));
  return tally.result();
}
