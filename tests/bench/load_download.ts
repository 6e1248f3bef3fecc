import { ask, getBytes } from "./ask.ts";
import type { Job, Result } from "./job.ts";
import { open } from "./open.ts";
import { processorMs } from "./usage.ts";

/** One download on a connection of its own, from the request to the last byte. */
export async function loadDownload(job: Job): Promise<Result> {
  const { bytes = 0, pid } = job;
  const conn = await open(job, "http/1.1");
  const before = pid === null ? undefined : processorMs(pid);
  const start = performance.now();
  const request = getBytes(`/${job.kind}/${bytes}`, job.port);
  await ask(conn, request, bytes, new Uint8Array(256 * 1024), () => {});
  const ms = performance.now() - start;
  conn.close();
  const after = pid === null ? undefined : processorMs(pid);
  return {
    ok: true,
    perSecond: 1000 / ms,
    bytesPerSecond: bytes * 1000 / ms,
    p50Ms: null,
    p99Ms: null,
    processorUs: before === undefined || after === undefined ? null : (after - before) * 1000,
  };
}
