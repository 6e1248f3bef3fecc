import { limits } from "../limits.ts";
import { type Cidr, inCidrs } from "../policy/cidr.ts";
import type { Agent } from "./agent.ts";
import { connStream } from "./conn_stream.ts";
import { serveHttp1 } from "./http1_session.ts";
import type { Http2Bridge } from "./http2_bridge.ts";
import type { Parts } from "./parts.ts";
import { Reader } from "./reader.ts";
import { serveTunnel } from "./tunnel.ts";

/** The agent's side: accepts connections and serves each until it ends. */
export interface Listener {
  /** Accepts no more and closes what is idle. */
  stop(): void;
  /** Closes everything at once. */
  closeAll(): void;
  /** Resolves when no connection is left. */
  readonly drained: Promise<void>;
  readonly connections: number;
}

/** Serves a listener that is bound already, for clients of these ranges only. */
export function serveAgents(
  listener: Deno.TcpListener,
  clients: readonly Cidr[],
  parts: Parts,
  bridge: Http2Bridge,
): Listener {
  const agents = new Set<Agent>();
  const { promise: drained, resolve: allGone } = Promise.withResolvers<void>();
  let accepting = true;

  const serve = async (conn: Deno.TcpConn) => {
    const stream = connStream(conn);
    const watch = parts.clocks.watch(() => stream.close());
    const agent: Agent = { stream, reader: new Reader(stream), watch, idle: true };
    agents.add(agent);
    let leaveTunnel: (() => void) | undefined;
    try {
      const at = { kind: "proxy" } as const;
      const authority = await serveHttp1(agent, { at, serverName: undefined }, parts);
      if (authority) {
        leaveTunnel = parts.observer?.tunnel();
        await serveTunnel(agent, authority, parts, bridge);
      }
    } finally {
      leaveTunnel?.();
      watch.end();
      await stream.end();
      agents.delete(agent);
      if (!accepting && agents.size === 0) allGone();
    }
  };

  const accept = async () => {
    while (accepting) {
      let conn: Deno.TcpConn;
      try {
        conn = await listener.accept();
      } catch {
        if (!accepting) return;
        // The connection ended before it was accepted, or no file handle is left: the next may be well.
        await new Promise((resolve) => setTimeout(resolve, limits.acceptRetryMs));
        continue;
      }
      // Accepted while a stop came: nobody waits for it any more.
      const late = !accepting;
      const full = agents.size >= limits.agentConnections;
      if (late || full || !inCidrs(conn.remoteAddr.hostname, clients)) {
        conn.close();
        continue;
      }
      conn.setNoDelay(true);
      // Whatever fails in one connection ends with it.
      serve(conn).catch(() => {});
    }
  };
  void accept();

  return {
    stop() {
      if (!accepting) return;
      accepting = false;
      listener.close();
      for (const agent of agents) if (agent.idle) agent.stream.close();
      if (agents.size === 0) allGone();
    },
    closeAll() {
      for (const agent of agents) agent.stream.close();
    },
    drained,
    get connections() {
      return agents.size;
    },
  };
}
