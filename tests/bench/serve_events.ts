import { chunkOf, sseEvents, STREAM_HEAD } from "./sse_events.ts";
import { turn } from "./turn.ts";
import { writeAll } from "./write_all.ts";

const encoder = new TextEncoder();
let events: readonly Uint8Array[] | undefined;

/** An endless stream: one event a write and a turn, as fast as they are taken. Ends when the connection does. */
export async function serveEvents(conn: Deno.Conn): Promise<never> {
  events ??= sseEvents(4096).map((event) => encoder.encode(chunkOf(event)));
  await writeAll(conn, encoder.encode(STREAM_HEAD));
  try {
    while (true) {
      for (const event of events) {
        await writeAll(conn, event);
        await turn();
      }
    }
  } finally {
    conn.close();
  }
}
