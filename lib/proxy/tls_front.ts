import type { Duplex } from "node:stream";
import { type SecureContext, TLSSocket } from "node:tls";
import type { ByteStream } from "./byte_stream.ts";
import { connDuplex } from "./conn_duplex.ts";
import { type ReadAhead, readAhead } from "./read_ahead.ts";

/** The inside of an agent's TLS. */
export interface TlsFront {
  readonly stream: ByteStream;
  readonly protocol: "h2" | "http/1.1";
}

/**
 * Opens TLS as its server on a connection whose first bytes were read already.
 *
 * `Deno.startTls` is a client only, hence `TLSSocket`. The handshake's clock is the caller's: it
 * closes `stream`, and this rejects.
 *
 * @throws Error if the handshake fails, which is the agent's distrust of the authority more often
 * than not
 */
export async function openTls(
  stream: ByteStream,
  first: Uint8Array,
  secureContext: SecureContext,
): Promise<TlsFront> {
  const ahead = readAhead();
  const duplex = connDuplex(stream, first, ahead.room);
  const socket = new TLSSocket(duplex, {
    isServer: true,
    secureContext,
    ALPNProtocols: ["h2", "http/1.1"],
  });
  try {
    await new Promise<void>((resolve, reject) => {
      const left = () => reject(new Error("the agent closed during the TLS handshake"));
      socket.once("secure", resolve);
      socket.once("error", reject);
      socket.once("close", left);
      // The platform's TLS does not say that its connection ended before the handshake did.
      duplex.once("end", left);
    });
  } catch (error) {
    socket.on("error", () => {});
    socket.destroy();
    throw error;
  }
  socket.removeAllListeners("secure");
  const inner = socketStream(socket, ahead, duplex);
  return { stream: inner, protocol: socket.alpnProtocol === "h2" ? "h2" : "http/1.1" };
}

/** Reads by `data` events: async iteration of a node stream is many times slower. */
function socketStream(socket: TLSSocket, ahead: ReadAhead, below: Duplex): ByteStream {
  let ended = false;
  let failure: Error | undefined;
  let wake: (() => void) | undefined;
  const wakeUp = () => {
    wake?.();
    wake = undefined;
  };

  socket.removeAllListeners("error").removeAllListeners("close");
  // Never paused: a paused socket goes on taking from below and loses an end that comes meanwhile.
  socket.on("data", (bytes: Uint8Array) => {
    ahead.add(bytes);
    wakeUp();
  });
  socket.on("end", () => {
    ended = true;
    wakeUp();
  });
  socket.on("error", (error: Error) => {
    failure = error;
    wakeUp();
  });
  socket.on("close", () => {
    if (!ended) failure ??= new Error("the connection was closed");
    ahead.release();
    wakeUp();
  });

  return {
    async read() {
      while (true) {
        const bytes = ahead.take();
        if (bytes !== undefined) return bytes;
        if (failure) throw failure;
        if (ended) return null;
        await new Promise<void>((resolve) => wake = resolve);
      }
    },
    write(bytes) {
      return new Promise((resolve, reject) => {
        if (failure || socket.destroyed || below.destroyed) {
          reject(failure ?? new Error("the connection was closed"));
          return;
        }
        socket.write(bytes, (error) => {
          // The platform says of a write that its connection's end interrupted that it went well.
          const lost = error ?? below.errored;
          if (lost || below.destroyed) reject(lost ?? new Error("the connection was closed"));
          else resolve();
        });
      });
    },
    close() {
      socket.destroy();
    },
    end() {
      return new Promise((resolve) => {
        // What was closed from elsewhere (a clock, a stop) says "close" only once.
        if (socket.destroyed) return resolve();
        socket.once("close", () => resolve());
        socket.end(() => socket.destroy());
      });
    },
  };
}
