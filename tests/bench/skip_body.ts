const CHUNKED_END = "0\r\n\r\n";

/**
 * Reads the rest of a request with a body, of which it looks at the head alone.
 *
 * @param buffer whose first `used` bytes are the request's beginning; overwritten
 * @returns false if the head is not whole yet, so that more must be read behind it
 * @throws Error if the connection ends inside the body
 */
export async function skipBody(
  conn: Deno.Conn,
  buffer: Uint8Array,
  used: number,
): Promise<boolean> {
  const text = latin1.decode(buffer.subarray(0, used));
  const head = text.indexOf("\r\n\r\n") + 4;
  if (head < 4) return false;
  const length = /^content-length: *(\d+)/im.exec(text.slice(0, head))?.[1];
  if (length === undefined) await toLastChunk(conn, buffer, text.slice(-CHUNKED_END.length));
  for (let left = Number(length ?? 0) - (used - head); length !== undefined && left > 0;) {
    left -= await readSome(conn, buffer);
  }
  return true;
}

async function toLastChunk(conn: Deno.Conn, buffer: Uint8Array, beginning: string): Promise<void> {
  for (let end = beginning; end !== CHUNKED_END;) {
    const count = await readSome(conn, buffer);
    const last = latin1.decode(buffer.subarray(Math.max(0, count - CHUNKED_END.length), count));
    end = (end + last).slice(-CHUNKED_END.length);
  }
}

async function readSome(conn: Deno.Conn, buffer: Uint8Array): Promise<number> {
  const count = await conn.read(buffer);
  if (count === null) throw new Error("the connection ended inside a request");
  return count;
}

const latin1 = new TextDecoder("latin1");
