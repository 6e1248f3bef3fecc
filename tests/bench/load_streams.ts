import { getBytes } from "./ask.ts";
import { countEvents } from "./count_events.ts";
import type { Job, Result } from "./job.ts";
import { open } from "./open.ts";
import { createTally } from "./tally.ts";
import { writeAll } from "./write_all.ts";

/** A stream that brings nothing does not hold the others up for longer. */
const SILENT_MS = 1000;

/** Event streams side by side, each read as fast as it comes; then the client goes away. */
export async function loadStreams(job: Job): Promise<Result> {
  const conns = await Promise.all(
    Array.from({ length: job.atOnce }, () => open(job, "http/1.1")),
  );
  const request = getBytes("/events", job.port);
  const tally = createTally(job);
  let first: string | undefined;
  // A read that waits for ever ends with its connection.
  const leave = setTimeout(() => conns.forEach(close), job.seconds * 1200 + SILENT_MS);
  await Promise.allSettled(conns.map(async (conn) => {
    await writeAll(conn, request);
    const buffer = new Uint8Array(64 * 1024);
    const events = countEvents();
    while (tally.more()) {
      const count = await conn.read(buffer);
      if (count === null) throw new Error("the stream ended");
      first ??= new TextDecoder().decode(buffer.subarray(0, Math.min(count, 200)));
      tally.received(count);
      tally.counted(events(buffer.subarray(0, count)));
    }
    close(conn);
  }));
  clearTimeout(leave);
  if (!first?.startsWith("HTTP/1.1 200")) throw new Error(first ?? "no event came");
  return tally.result();
}

function close(conn: Deno.Conn): void {
  try {
    conn.close();
  } catch {
    // It is closed already.
  }
}
