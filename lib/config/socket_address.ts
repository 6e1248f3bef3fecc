import { parseHost } from "../policy/host.ts";
import { isIP } from "node:net";

export interface SocketAddress {
  /** An IP address, without brackets. */
  readonly hostname: string;
  readonly port: number;
}

/**
 * `127.0.0.1:9099` or `[::1]:9099`: an IP address in its canonical writing and a port up to 65535
 * without leading zeros; undefined for everything else, names and a missing port among it.
 */
export function parseSocketAddress(text: string): SocketAddress | undefined {
  const parts = /^(?:\[([^\]]+)\]|([^:[\]]+)):(0|[1-9][0-9]{0,4})$/.exec(text);
  const address = parts?.[1] ?? parts?.[2];
  if (parts === null || address === undefined) return undefined;
  const host = parseHost(address);
  const port = Number(parts[3]);
  // Brackets are for IPv6 and for nothing else.
  const version = parts[1] === undefined ? 4 : 6;
  if (!host.ok || isIP(host.value) !== version || port > 65535) return undefined;
  return { hostname: host.value, port };
}
