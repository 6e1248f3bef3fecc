import { documentText } from "./document_text.ts";
import { HOST, type Job, type Result } from "./job.ts";
import { open } from "./open.ts";
import { createTally } from "./tally.ts";
import { writeAll } from "./write_all.ts";

/** Of a message: what a tool's event or a model's delta takes. Above 125, so that a frame's head is 4 bytes. */
const MESSAGE_BYTES = 300;
const FRAME_HEAD = 4;
const MASK = Uint8Array.of(0x1b, 0x2c, 0x3d, 0x4e);

/** WebSockets whose every message the upstream sends back; the next one goes when it has come. */
export async function loadSockets(job: Job): Promise<Result> {
  const conns = await Promise.all(Array.from({ length: job.atOnce }, () => upgraded(job)));
  const frames = messageFrames(64);
  const tally = createTally(job);
  let next = 0;
  await Promise.all(conns.map(async (conn) => {
    const buffer = new Uint8Array(4096);
    while (tally.more()) {
      const frame = frames[next++ % frames.length] ?? new Uint8Array(0);
      const start = performance.now();
      await writeAll(conn, frame);
      for (let used = 0; used < FRAME_HEAD + MESSAGE_BYTES;) {
        const count = await conn.read(buffer);
        if (count === null) throw new Error("the WebSocket ended");
        tally.received(count);
        used += count;
      }
      if (buffer[0] !== 0x81) throw new Error("not the message that was sent");
      tally.answered(start);
    }
    conn.close();
  }));
  return tally.result();
}

async function upgraded(job: Job): Promise<Deno.TlsConn> {
  const conn = await open(job, "http/1.1");
  await writeAll(
    conn,
    new TextEncoder().encode(
      `GET /ws HTTP/1.1\r\nHost: ${HOST}:${job.port}\r\nUpgrade: websocket\r\n` +
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
        `Sec-WebSocket-Key: ${btoa("of sixteen bytes")}\r\n\r\n`,
    ),
  );
  const buffer = new Uint8Array(4096);
  let text = "";
  while (!text.endsWith("\r\n\r\n")) {
    const count = await conn.read(buffer);
    if (count === null) throw new Error("no WebSocket");
    text += new TextDecoder().decode(buffer.subarray(0, count));
  }
  if (!text.startsWith("HTTP/1.1 101")) throw new Error(`no WebSocket: ${text.slice(0, 80)}`);
  return conn;
}

/** Text messages as a client sends them: masked. */
function messageFrames(count: number): readonly Uint8Array[] {
  const text = new TextEncoder().encode(documentText(count * MESSAGE_BYTES));
  return Array.from({ length: count }, (_, i) => {
    const frame = new Uint8Array(FRAME_HEAD + MASK.length + MESSAGE_BYTES);
    frame.set([0x81, 0x80 | 126, MESSAGE_BYTES >> 8, MESSAGE_BYTES & 0xff, ...MASK]);
    for (let j = 0; j < MESSAGE_BYTES; j++) {
      const letter = text[i * MESSAGE_BYTES + j] ?? 0x20;
      frame[FRAME_HEAD + MASK.length + j] = letter ^ (MASK[j & 3] ?? 0);
    }
    return frame;
  });
}
