import { getBytes } from "./ask.ts";
import { countEvents } from "./count_events.ts";
import type { Job, Result } from "./job.ts";
import { open } from "./open.ts";
import { createTally, type Tally } from "./tally.ts";
import { turn } from "./turn.ts";
import { writeAll } from "./write_all.ts";

/** How long the streams have to begin, all of them. */
const BEGIN_MS = 15_000;
/** A stream that falls silent does not hold the others up for longer. */
const SILENT_MS = 1000;

/**
 * Event streams side by side, each read as fast as it comes; then the client goes away. Each brings one
 * event, and the upstream goes on when all of them have: that is when the clock runs.
 *
 * @throws Error if they do not all begin
 */
export async function loadStreams(job: Job): Promise<Result> {
  const conns = await Promise.all(
    Array.from({ length: job.atOnce }, () => open(job, "http/1.1")),
  );
  const request = getBytes(`/events/${job.atOnce}/${crypto.randomUUID()}`, job.port);
  // A read that waits for ever ends with its connection.
  const closeAll = () => conns.forEach(close);
  let leave = setTimeout(closeAll, BEGIN_MS);
  let waiting = conns.length;
  let tally: Tally | undefined;
  let refusal: string | undefined;

  await Promise.allSettled(conns.map(async (conn) => {
    await writeAll(conn, request);
    const buffer = new Uint8Array(64 * 1024);
    const events = countEvents();
    let answered = false;
    let begun = false;
    while (!tally || tally.more()) {
      await turn();
      const count = await conn.read(buffer);
      if (count === null) throw new Error("the stream ended");
      if (!answered && buffer[9] !== 0x32) {
        refusal ??= new TextDecoder().decode(buffer.subarray(0, count));
        return closeAll();
      }
      answered = true;
      const found = events(buffer.subarray(0, count));
      tally?.received(count);
      tally?.counted(found);
      if (begun || found === 0) continue;
      begun = true;
      waiting -= 1;
      if (waiting > 0) continue;
      tally = createTally(job);
      clearTimeout(leave);
      leave = setTimeout(closeAll, job.seconds * 1200 + SILENT_MS);
    }
    close(conn);
  }));
  clearTimeout(leave);
  if (!tally) throw new Error(refusal ?? `${waiting} of ${job.atOnce} streams did not begin`);
  return tally.result();
}

function close(conn: Deno.Conn): void {
  try {
    conn.close();
  } catch {
    // It is closed already.
  }
}
