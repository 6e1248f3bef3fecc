import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { ServerCertificate } from "./tls_authority.ts";

/**
 * An upstream that writes these bytes once something came, and then goes without a farewell: with a
 * reset, or, where it speaks TLS, with an end of the connection but none of TLS.
 */
export async function startRudeUpstream(
  text: string,
  { tls }: { tls?: ServerCertificate } = {},
): Promise<AsyncDisposable & { readonly port: number }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    if (tls) {
      const inside = new TLSSocket(socket, { isServer: true, ...tls });
      inside.on("error", () => {});
      inside.once("data", () => inside.write(text, "latin1", () => socket.destroy()));
    } else {
      // Written bytes are taken along by a reset that follows at once.
      const leave = () => setTimeout(() => socket.resetAndDestroy(), text === "" ? 0 : LINGER_MS);
      socket.once("data", () => socket.write(text, "latin1", leave));
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const LINGER_MS = 50;
