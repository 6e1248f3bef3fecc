/**
 * A client of HTTP/2 that knows just enough of RFC 9113 to ask for the small answer: its request is
 * one HEADERS frame whose block never changes, and of an answer it looks at the frames' flags alone.
 */
import { HOST, type Job, type Result } from "./job.ts";
import { open } from "./open.ts";
import { createTally, type Tally } from "./tally.ts";

const FRAME_HEAD = 9;
const HEADERS = 0x1;
const RST_STREAM = 0x3;
const SETTINGS = 0x4;
const PING = 0x6;
const GOAWAY = 0x7;
const WINDOW_UPDATE = 0x8;
const ACK = 0x1;
const END_STREAM = 0x1;
const END_HEADERS = 0x4;
const STREAMS_PER_CONNECTION = 8;

/** Requests as streams of a few connections, each of which carries several at a time. */
export async function loadHttp2(job: Job): Promise<Result> {
  const count = Math.ceil(job.atOnce / STREAMS_PER_CONNECTION);
  const conns = await Promise.all(Array.from({ length: count }, () => open(job, "h2")));
  const tally = createTally(job);
  await Promise.all(conns.map((conn) => loadConnection(conn, job.port, tally)));
  return tally.result();
}

async function loadConnection(
  conn: Deno.TlsConn,
  port: number,
  tally: Tally,
): Promise<void> {
  const block = headerBlock(port);
  const starts = new Map<number, number>();
  let next = 1;
  const ask = () => {
    starts.set(next, performance.now());
    const bytes = frame(HEADERS, END_STREAM | END_HEADERS, next, block);
    next += 2;
    return bytes;
  };

  const first = [
    new TextEncoder().encode("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    frame(SETTINGS, 0, 0, new Uint8Array(0)),
    // Wide enough for all answers together, so that no other update is ever due.
    frame(WINDOW_UPDATE, 0, 0, Uint8Array.of(0x3f, 0xff, 0xff, 0xff)),
  ];
  for (let i = 0; i < STREAMS_PER_CONNECTION; i++) first.push(ask());
  await writeAll(conn, first);

  let held = new Uint8Array(0);
  const buffer = new Uint8Array(64 * 1024);
  while (starts.size > 0) {
    const count = await conn.read(buffer);
    if (count === null) throw new Error("the connection ended under its streams");
    const bytes = new Uint8Array(held.length + count);
    bytes.set(held);
    bytes.set(buffer.subarray(0, count), held.length);
    const view = new DataView(bytes.buffer);
    const replies: Uint8Array[] = [];
    let at = 0;
    while (bytes.length - at >= FRAME_HEAD) {
      const length = view.getUint32(at) >>> 8;
      const end = at + FRAME_HEAD + length;
      if (end > bytes.length) break;
      const type = view.getUint8(at + 3);
      const flags = view.getUint8(at + 4);
      const stream = view.getUint32(at + 5);
      if (type === RST_STREAM || type === GOAWAY) throw new Error("the proxy ended a stream");
      if (type === SETTINGS && !(flags & ACK)) {
        replies.push(frame(SETTINGS, ACK, 0, new Uint8Array(0)));
      }
      if (type === PING && !(flags & ACK)) {
        replies.push(frame(PING, ACK, 0, bytes.slice(at + FRAME_HEAD, end)));
      }
      // `:status: 200` is one indexed octet, the eighth row of the static table.
      if (type === HEADERS && bytes[at + FRAME_HEAD] !== 0x88) throw new Error("not a 200");
      const start = starts.get(stream);
      if (start !== undefined && (type === HEADERS || type === 0) && flags & END_STREAM) {
        starts.delete(stream);
        tally.answered(start);
        if (tally.more()) replies.push(ask());
      }
      at = end;
    }
    held = bytes.slice(at);
    if (replies.length > 0) await writeAll(conn, replies);
  }
  conn.close();
}

function frame(type: number, flags: number, stream: number, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(FRAME_HEAD + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, (payload.length << 8) | type);
  view.setUint8(4, flags);
  view.setUint32(5, stream);
  bytes.set(payload, FRAME_HEAD);
  return bytes;
}

/** HPACK (RFC 7541) without its dynamic table: `GET`, `https` as indices, the rest as literals. */
function headerBlock(port: number): Uint8Array {
  const text = new TextEncoder();
  const literal = (index: number, value: string) => [index, value.length, ...text.encode(value)];
  return Uint8Array.of(
    0x82,
    0x87,
    ...literal(0x01, `${HOST}:${port}`),
    ...literal(0x04, "/small"),
    // Without indexing, and an index above 14 takes a second octet: user-agent is the 58th row.
    ...[0x0f, 58 - 15, ...literal(5, "bench").slice(1)],
  );
}

async function writeAll(conn: Deno.TlsConn, frames: readonly Uint8Array[]): Promise<void> {
  const bytes = new Uint8Array(frames.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of frames) {
    bytes.set(part, at);
    at += part.length;
  }
  let sent = 0;
  while (sent < bytes.length) sent += await conn.write(bytes.subarray(sent));
}
