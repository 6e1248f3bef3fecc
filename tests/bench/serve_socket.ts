import { createHash } from "node:crypto";
import { writeAll } from "./write_all.ts";

const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const TEXT = 0x81;
const CLOSE = 0x88;

/**
 * A WebSocket (RFC 6455) that sends every message back. It knows whole text messages below 64 KiB and
 * closes, which is all that the load sends.
 *
 * @param head of the request that asks for it
 */
export async function serveSocket(conn: Deno.Conn, head: string): Promise<void> {
  const key = /^sec-websocket-key: *(\S+)/im.exec(head)?.[1] ?? "";
  const accept = createHash("sha1").update(key + GUID).digest("base64");
  await writeAll(
    conn,
    new TextEncoder().encode(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        `Sec-WebSocket-Accept: ${accept}\r\n\r\n`,
    ),
  );
  const buffer = new Uint8Array(128 * 1024);
  let used = 0;
  while (true) {
    const count = await conn.read(buffer.subarray(used));
    if (count === null) return conn.close();
    used += count;
    let at = 0;
    for (let size = await echo(conn, buffer.subarray(at, used)); size > 0;) {
      at += size;
      size = await echo(conn, buffer.subarray(at, used));
    }
    buffer.copyWithin(0, at, used);
    used -= at;
  }
}

/** Sends back the frame at the beginning of the bytes. @returns its length; 0 if it is not whole */
async function echo(conn: Deno.Conn, bytes: Uint8Array): Promise<number> {
  const [first, second, high, low] = bytes;
  if (first === undefined || second === undefined) return 0;
  if (first === CLOSE) throw new Error("closed");
  const long = (second & 0x7f) === 126;
  const length = long ? ((high ?? 0) << 8) | (low ?? 0) : second & 0x7f;
  const mask = long ? 4 : 2;
  const payload = mask + 4;
  if (bytes.length < payload || bytes.length < payload + length) return 0;
  const reply = new Uint8Array(mask + length);
  reply[0] = TEXT;
  reply[1] = second & 0x7f;
  if (long) reply.set(bytes.subarray(2, 4), 2);
  for (let i = 0; i < length; i++) {
    reply[mask + i] = (bytes[payload + i] ?? 0) ^ (bytes[mask + (i & 3)] ?? 0);
  }
  await writeAll(conn, reply);
  return payload + length;
}
