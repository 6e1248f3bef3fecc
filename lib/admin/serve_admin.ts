import { ConfigError } from "../config/config_error.ts";
import type { AdminSettings } from "../config/read_admin.ts";
import { limits } from "../limits.ts";
import { settlesWithin } from "../supervise/settles_within.ts";
import { createAdmin } from "./app.ts";
import type { AdminParts } from "./admin_parts.ts";

export interface AdminServer {
  readonly address: Deno.NetAddr;
  /** Ends streams at once and gives other answers a moment. Never rejects. */
  stop(): Promise<void>;
}

/** Serves the operator's listener. @throws ConfigError if it cannot listen there */
export function serveAdmin(
  { hostname, port }: AdminSettings["listen"],
  parts: Omit<AdminParts, "stopping">,
): AdminServer {
  const stopping = new AbortController();
  const app = createAdmin({ ...parts, stopping: stopping.signal });
  try {
    const server = Deno.serve({
      hostname,
      port,
      onListen() {},
      // Nothing is written on the console: what fails is the operator's own request.
      onError: () => new Response(null, { status: 500 }),
    }, app.fetch);
    return {
      address: server.addr,
      async stop() {
        stopping.abort();
        await settlesWithin(limits.stopIdleMs, server.shutdown(), parts.timers);
      },
    };
  } catch (error) {
    const why = error instanceof Deno.errors.AddrInUse
      ? "another process listens there"
      : error instanceof Error
      ? error.name
      : "unknown error";
    throw new ConfigError(
      { file: "EGRESS_ADMIN" },
      `cannot listen on ${hostname} port ${port}: ${why}`,
      "name a free address and port, such as 127.0.0.1:9098",
    );
  }
}
