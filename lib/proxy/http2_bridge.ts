import { limits } from "../limits.ts";
import type { Agent } from "./agent.ts";
import type { Scope } from "./asked.ts";
import type { ByteStream } from "./byte_stream.ts";
import { connStream } from "./conn_stream.ts";
import { serveHttp2Request } from "./http2_request.ts";
import type { Parts } from "./parts.ts";

/**
 * HTTP/2 towards agents: the decrypted bytes of a tunnel are bridged to one `Deno.serve` on loopback,
 * which speaks the protocol with prior knowledge. It learns the tunnel from the port that the bridge
 * connects from, announced before the first byte and withdrawn with the connection.
 */
export interface Http2Bridge {
  /** Serves one tunnel until either side ends it. Rejects when a side fails. */
  serve(agent: Agent, scope: Scope): Promise<void>;
  /** The listener on loopback, which no request may be forwarded to. */
  readonly address: { readonly hostname: string; readonly port: number };
  close(): Promise<void>;
}

/** A tunnel that speaks HTTP/2. */
export interface Http2Tunnel {
  readonly scope: Scope;
  /** Requests under way. */
  requests: number;
  /** Called when a request begins or ends, so that the tunnel's clock fits what is due. */
  readonly changed: () => void;
}

export function createHttp2Bridge(parts: Parts): Http2Bridge {
  const tunnels = new Map<number, Http2Tunnel>();

  const server = Deno.serve(
    {
      hostname: "127.0.0.1",
      port: 0,
      onListen() {},
      // Reached only by a bug of ours, whose words are not the agent's to read.
      onError: () => new Response("egress: internal error", { status: 500 }),
    },
    (request, info) => {
      const tunnel = tunnels.get(info.remoteAddr.port);
      // Nobody but the bridge has business here: some process of this machine tried the port.
      if (!tunnel) return new Response(null, { status: 403, headers: { connection: "close" } });
      return serveHttp2Request(request, tunnel, parts);
    },
  );

  return {
    address: server.addr,
    async serve(agent, scope) {
      const { stream, watch } = agent;
      if (tunnels.size >= limits.http2Tunnels) throw new Error("too many HTTP/2 tunnels");
      const conn = await Deno.connect({ hostname: server.addr.hostname, port: server.addr.port });
      conn.setNoDelay(true);
      const { port } = conn.localAddr;
      const inner = connStream(conn);
      const idle = () => {
        // With a request under way the clocks of its bodies count; without one, bytes that begin none.
        agent.idle = tunnel.requests === 0;
        if (!agent.idle) watch.clear();
        else watch.set(parts.stopping() ? limits.stopIdleMs : limits.agentIdleMs, "idle");
      };
      const tunnel: Http2Tunnel = { scope, requests: 0, changed: idle };
      tunnels.set(port, tunnel);
      try {
        idle();
        let begun = false;
        const received = () => {
          if (tunnel.requests > 0) begun = false;
          else if (!begun) {
            begun = true;
            watch.set(limits.agentHeadMs, "bytes that begin no request");
          }
        };
        await Promise.race([pump(stream, inner, received), pump(inner, stream, () => {})]);
      } finally {
        tunnels.delete(port);
        inner.close();
        stream.close();
      }
    },
    async close() {
      // Not longer: a connection that some other process holds open is not waited for.
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, limits.stopIdleMs);
      await Promise.race([server.shutdown(), late]);
      clearTimeout(timer);
    },
  };
}

/** By hand, because `pipeTo` runs at half the speed. */
async function pump(from: ByteStream, to: ByteStream, received: () => void): Promise<void> {
  while (true) {
    const bytes = await from.read();
    if (bytes === null) return;
    received();
    await to.write(bytes);
  }
}
