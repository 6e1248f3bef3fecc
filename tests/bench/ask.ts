import { HOST } from "./job.ts";
import { writeAll } from "./write_all.ts";

const CR = 0x0d;
const LF = 0x0a;
const EMPTY_LINE = 4;

/** The bytes of a GET, with the fields that a tool sends. */
export function getBytes(path: string, port: number): Uint8Array {
  return new TextEncoder().encode(
    `GET ${path} HTTP/1.1\r\nHost: ${HOST}:${port}\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n`,
  );
}

/** The bytes of a request to an LLM with the body. */
export function postBytes(path: string, port: number, body: string): Uint8Array {
  return new TextEncoder().encode(
    `POST ${path} HTTP/1.1\r\nHost: ${HOST}:${port}\r\nUser-Agent: bench\r\nAccept: */*\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
}

/**
 * Sends a request and reads its answer to the end, whose body's length is known beforehand.
 *
 * @param buffer to read into; what stands in it afterwards means nothing
 * @param received told of the bytes of each read
 * @throws Error if the status is not 200 or the connection ends
 */
export async function ask(
  conn: Deno.TlsConn,
  request: Uint8Array,
  bodyBytes: number,
  buffer: Uint8Array,
  received: (count: number) => void,
): Promise<void> {
  await writeAll(conn, request);
  let body = await readHead(conn, buffer, received);
  while (body < bodyBytes) {
    const count = await conn.read(buffer);
    if (count === null) throw new Error("the connection ended inside a body");
    received(count);
    body += count;
  }
}

/**
 * Reads an answer's head, which fits the buffer and usually comes with the whole of a small body.
 *
 * @returns how many bytes behind it came along; they are the last of what was read
 */
async function readHead(
  conn: Deno.TlsConn,
  buffer: Uint8Array,
  received: (count: number) => void,
): Promise<number> {
  for (let used = 0;;) {
    const count = await conn.read(buffer.subarray(used));
    if (count === null) throw new Error("the connection ended inside an answer");
    received(count);
    used += count;
    const body = used - headBytes(buffer, used);
    if (body < 0) continue;
    if (buffer[9] !== 0x32) throw new Error(new TextDecoder().decode(buffer.subarray(0, used)));
    return body;
  }
}

/** The length of the head at the beginning of a buffer; more than `used` if it is not whole. */
function headBytes(buffer: Uint8Array, used: number): number {
  for (
    let at = buffer.indexOf(CR);
    at >= 0 && at + EMPTY_LINE <= used;
    at = buffer.indexOf(CR, at + 1)
  ) {
    if (buffer[at + 1] === LF && buffer[at + 2] === CR && buffer[at + 3] === LF) {
      return at + EMPTY_LINE;
    }
  }
  return used + 1;
}
