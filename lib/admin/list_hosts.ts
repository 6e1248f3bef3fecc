import type { AdminParts } from "./admin_parts.ts";

/** What went to each host since the start, the busiest first; the empty host stands for all further ones. */
export function listHosts({ observer, redact }: Pick<AdminParts, "observer" | "redact">) {
  const hosts = observer.hosts.all().map((total) => ({
    // The operator wrote the names of routes; all others are the agent's.
    host: total.host === total.route ? total.host : redact(total.host),
    route: total.route ?? null,
    requests: total.requests,
    verdicts: total.verdicts,
    bytes_up: total.bytesUp,
    bytes_down: total.bytesDown,
    last_ms: total.lastMs,
  }));
  return { hosts: hosts.sort((a, b) => b.requests - a.requests) };
}
