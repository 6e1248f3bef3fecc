import { Duplex } from "node:stream";
import type { ByteStream } from "./byte_stream.ts";

/**
 * A `ByteStream` as the `Duplex` that `node:tls` wants under a `TLSSocket`.
 *
 * @param first what was already read from it (the byte that decided for TLS came with more)
 * @param room what is waited for before each read: back-pressure has to act here, because a paused
 * `TLSSocket` goes on taking from its duplex (measured: 105 MB ahead of its reader)
 */
export function connDuplex(
  stream: ByteStream,
  first: Uint8Array,
  room: () => Promise<void> | undefined = () => undefined,
): Duplex {
  let reading = false;

  const pump = async (duplex: Duplex) => {
    if (reading) return;
    reading = true;
    try {
      while (true) {
        const wait = room();
        if (wait) await wait;
        const bytes = await stream.read();
        // `push` says false when the layer above is full: its next `read` starts the loop again.
        if (!duplex.push(bytes) || bytes === null) break;
      }
    } catch (error) {
      duplex.destroy(error as Error);
    } finally {
      reading = false;
    }
  };

  const duplex = new Duplex({
    // The TLS layer above holds its own; two high-water marks on top of each other only add memory.
    highWaterMark: 64 * 1024,
    read() {
      void pump(this);
    },
    write(bytes: Uint8Array, _encoding, done) {
      stream.write(bytes).then(() => done(), done);
    },
    final(done) {
      done();
    },
    destroy(error, done) {
      stream.close();
      done(error);
    },
  });
  if (first.length > 0) duplex.push(first);
  return duplex;
}
