import type { Settings } from "../config/settings.ts";
import type { Sidecar } from "../proxy/sidecar.ts";

/** The lines for people at the start: where it listens, what it allows, and what to set for an agent. */
export function greeting(
  { address, caPath, live }: Pick<Sidecar, "address" | "caPath" | "live">,
  settings: Pick<Settings, "proxyToken">,
): string {
  const host = address.hostname === "0.0.0.0" || address.hostname === "::"
    ? "127.0.0.1"
    : address.hostname;
  const authority = `${host.includes(":") ? `[${host}]` : host}:${address.port}`;
  const login = settings.proxyToken ? "agent:$EGRESS_PROXY_TOKEN@" : "";
  const count = live.current.table.routes.length;
  return [
    `egress: listening on ${address.hostname} port ${address.port}, ${count} route(s)` +
    (count === 0 ? ": everything is denied" : ""),
    `egress: authority ${caPath}; agents trust its certificate: curl -x http://${login}${authority} http://_egress.local/ca.pem`,
    `egress: for an agent: HTTP_PROXY=http://${login}${authority} HTTPS_PROXY=http://${login}${authority}`,
  ].join("\n");
}
