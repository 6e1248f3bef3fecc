import { LARGE_BYTES, SMALL_BYTES } from "./answers.ts";
import { HOST } from "./job.ts";

const CR = 0x0d;
const LF = 0x0a;
const EMPTY_LINE = 4;

/** The bytes of a GET for the small or the large answer, with the fields that a tool sends. */
export function requestBytes(kind: "small" | "large", port: number): Uint8Array {
  return new TextEncoder().encode(
    `GET /${kind} HTTP/1.1\r\nHost: ${HOST}:${port}\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n`,
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
  kind: "small" | "large",
  buffer: Uint8Array,
  received: (count: number) => void,
): Promise<void> {
  const bodyBytes = kind === "small" ? SMALL_BYTES : LARGE_BYTES;
  await conn.write(request);
  // The head: it fits the buffer, and usually comes with the whole of a small body.
  let used = 0;
  let body = -1;
  while (body < 0) {
    const count = await conn.read(buffer.subarray(used));
    if (count === null) throw new Error("the connection ended inside an answer");
    received(count);
    used += count;
    body = used - headBytes(buffer, used);
  }
  if (buffer[9] !== 0x32) throw new Error(new TextDecoder().decode(buffer.subarray(0, used)));
  while (body < bodyBytes) {
    const count = await conn.read(buffer);
    if (count === null) throw new Error("the connection ended inside a body");
    received(count);
    body += count;
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
