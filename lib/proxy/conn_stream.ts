import { limits } from "../limits.ts";
import type { ByteStream } from "./byte_stream.ts";

/** What a connection of Deno's must offer; both `TcpConn` and `TlsConn` do. */
export interface RawConn {
  read(into: Uint8Array): Promise<number | null>;
  write(bytes: Uint8Array): Promise<number>;
  closeWrite(): Promise<void>;
  close(): void;
}

/** A read that was begun, into the slab behind what is used of it. */
interface Begun {
  readonly count: Promise<number | null>;
  readonly room: number;
  /** The count, once it is there and the read did not fail. */
  settled: number | null | undefined;
}

/** A read whose bytes are at hand settles within so many turns of the microtask queue. */
const TURNS = 3;

/**
 * A `Deno.Conn` as a `ByteStream`. Reads fill slabs that are never written twice, so that a slice may
 * be kept; a slab is small until reads fill it, so that thousands of idle connections stay cheap.
 *
 * TLS gives one record at a time. While records are at hand they are joined where they lie, because
 * each slice costs a pass through everything above and a packet on the other side. None is waited for:
 * the read that found nothing is the next one's.
 */
export function connStream(conn: RawConn): ByteStream {
  let slab = new Uint8Array(0);
  let used = 0;
  let size: number = limits.readSlabSmallBytes;
  let ahead: Begun | undefined;
  let closed = false;

  const begin = (): Begun => {
    const least = size === limits.readSlabLargeBytes
      ? limits.tlsRecordBytes
      : limits.readSlabLeastBytes;
    if (slab.length - used < least) {
      slab = new Uint8Array(size);
      used = 0;
    }
    const room = slab.subarray(used);
    const begun: Begun = { count: conn.read(room), room: room.length, settled: undefined };
    // A failure is for whoever waits for `count`; nobody may be doing so yet.
    begun.count.then((count) => begun.settled = count, () => {});
    return begun;
  };

  return {
    async read() {
      const first = ahead ?? begin();
      ahead = undefined;
      let count = await first.count;
      if (count === null) return null;
      if (count === first.room) size = limits.readSlabLargeBytes;
      else if (count < limits.readSlabLeastBytes) size = limits.readSlabSmallBytes;
      const start = used;
      used += count;
      while (
        count >= limits.readSlabLeastBytes && slab.length - used >= limits.tlsRecordBytes
      ) {
        const next = begin();
        for (let turn = 0; turn < TURNS && next.settled === undefined; turn++) await undefined;
        if (!next.settled) {
          ahead = next;
          break;
        }
        count = next.settled;
        used += count;
      }
      return slab.subarray(start, used);
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
