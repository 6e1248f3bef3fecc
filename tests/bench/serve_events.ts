import { chunkOf, sseEvents, STREAM_HEAD } from "./sse_events.ts";
import { turn } from "./turn.ts";
import { writeAll } from "./write_all.ts";

const encoder = new TextEncoder();
let events: readonly Uint8Array[] | undefined;

/** With one a turn the upstream would be what is slow. */
const EVENTS_A_TURN = 8;

/** How many streams of a job are open, and what lets them go. */
interface Start {
  waiting: number;
  readonly gate: PromiseWithResolvers<void>;
}
const starts = new Map<string, Start>();

/**
 * Answers `GET /events/COUNT/JOB` with an endless stream: one event, and when so many streams of the
 * job have brought theirs, one event a write, as fast as they are taken. They begin together, so that
 * what is measured was not stored up before. Ends when the connection does.
 */
export async function serveEvents(conn: Deno.Conn, head: string): Promise<never> {
  events ??= sseEvents(4096).map((event) => encoder.encode(chunkOf(event)));
  const [, count = "1", job = ""] = /^GET \/events\/(\d+)\/(\S+) /.exec(head) ?? [];
  try {
    await writeAll(conn, encoder.encode(STREAM_HEAD));
    await writeAll(conn, events[0] ?? new Uint8Array(0));
    const start = starts.get(job) ?? { waiting: 0, gate: Promise.withResolvers<void>() };
    starts.set(job, start);
    start.waiting += 1;
    if (start.waiting === Number(count)) {
      start.gate.resolve();
      starts.delete(job);
    }
    await start.gate.promise;
    while (true) {
      for (const [n, event] of events.entries()) {
        await writeAll(conn, event);
        if (n % EVENTS_A_TURN === 0) await turn();
      }
    }
  } finally {
    conn.close();
  }
}
