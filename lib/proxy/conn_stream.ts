import { limits } from "../limits.ts";
import type { ByteStream } from "./byte_stream.ts";

/** What a connection of Deno's must offer; both `TcpConn` and `TlsConn` do. */
export interface RawConn {
  read(into: Uint8Array): Promise<number | null>;
  write(bytes: Uint8Array): Promise<number>;
  closeWrite(): Promise<void>;
  close(): void;
}

/**
 * A `Deno.Conn` as a `ByteStream`. Reads fill slabs that are never written twice, so that a slice may
 * be kept; a slab is small until reads fill it, so that thousands of idle connections stay cheap.
 */
export function connStream(conn: RawConn): ByteStream {
  let slab = new Uint8Array(0);
  let used = 0;
  let size: number = limits.readSlabSmallBytes;
  let closed = false;

  return {
    async read() {
      if (slab.length - used < limits.readSlabLeastBytes) {
        slab = new Uint8Array(size);
        used = 0;
      }
      const room = slab.subarray(used);
      const count = await conn.read(room);
      if (count === null) return null;
      if (count === room.length) size = limits.readSlabLargeBytes;
      else if (count < limits.readSlabLeastBytes) size = limits.readSlabSmallBytes;
      used += count;
      return room.subarray(0, count);
    },

    async write(bytes) {
      let sent = 0;
      while (sent < bytes.length) {
        sent += await conn.write(sent === 0 ? bytes : bytes.subarray(sent));
      }
    },

    close() {
      if (closed) return;
      closed = true;
      try {
        conn.close();
      } catch {
        // The peer or the runtime closed it before us: that is what was wanted.
      }
    },

    async end() {
      if (closed) return;
      try {
        await conn.closeWrite();
      } catch {
        // Already reset: nothing left to say to that peer.
      }
      this.close();
    },
  };
}
