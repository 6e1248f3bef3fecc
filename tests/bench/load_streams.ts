import { getBytes } from "./ask.ts";
import { countEvents } from "./count_events.ts";
import type { Job, Result } from "./job.ts";
import { open } from "./open.ts";
import { createTally, type Tally } from "./tally.ts";
import { turn } from "./turn.ts";
import { writeAll } from "./write_all.ts";

/** How long the streams have to begin; some peers are so busy with the first that the last never do. */
const BEGIN_MS = 5000;
/** A stream that falls silent does not hold the others up for longer. */
const SILENT_MS = 1000;

/**
 * Event streams side by side, each read as fast as it comes; then the client goes away. The clock runs
 * from when the last of them has brought its first event, or they have had their time for that.
 *
 * @throws Error if none begins, or one is refused
 */
export async function loadStreams(job: Job): Promise<Result> {
  const conns = await Promise.all(
    Array.from({ length: job.atOnce }, () => open(job, "http/1.1")),
  );
  const request = getBytes("/events", job.port);
  // A read that waits for ever ends with its connection.
  const closeAll = () => conns.forEach(close);
  let waiting = conns.length;
  let tally: Tally | undefined;
  let refusal: string | undefined;
  let leave = setTimeout(begin, BEGIN_MS);

  function begin(): void {
    clearTimeout(leave);
    if (waiting === conns.length) return closeAll();
    tally = createTally(job);
    leave = setTimeout(closeAll, job.seconds * 1200 + SILENT_MS);
  }

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
      if (waiting === 0 && !tally) begin();
    }
    close(conn);
  }));
  clearTimeout(leave);
  if (!tally || refusal !== undefined) throw new Error(refusal ?? "no stream began");
  return tally.result();
}

function close(conn: Deno.Conn): void {
  try {
    conn.close();
  } catch {
    // It is closed already.
  }
}
