import { limits } from "../../limits.ts";
import { parseIp } from "../../policy/ip.ts";
import type { Clocks } from "../clocks.ts";
import { upstreamFailed, upstreamTimedOut } from "./upstream_error.ts";

/** Addresses of a canonical host, IPv4 first. Asks nobody for an IP address. @throws UpstreamError */
export type Resolve = (host: string, signal: AbortSignal) => Promise<readonly string[]>;

/**
 * Requests that ask for the same name at the same time share one lookup: two thousand tunnels to
 * twenty hosts are twenty questions, not a flood that the server drops. Nothing is kept behind it.
 *
 * @param server the DNS server to ask; undefined: the system's
 */
export function createResolve(
  server: { readonly ipAddr: string; readonly port: number } | undefined,
  clocks: Clocks,
): Resolve {
  const underWay = new Map<string, Promise<readonly string[]>>();
  const shared = (host: string) => {
    const known = underWay.get(host);
    if (known) return known;
    const lookup = look(host, server, clocks).finally(() => underWay.delete(host));
    underWay.set(host, lookup);
    return lookup;
  };
  return async (host, signal) => {
    if (parseIp(host) !== undefined) return [host];
    const { promise: left, reject } = Promise.withResolvers<never>();
    const leave = () => reject(upstreamFailed("resolve", `${host} is waited for no longer`));
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave, { once: true });
    try {
      return await Promise.race([left, shared(host)]);
    } finally {
      signal.removeEventListener("abort", leave);
    }
  };
}

async function look(
  host: string,
  server: { readonly ipAddr: string; readonly port: number } | undefined,
  clocks: Clocks,
): Promise<readonly string[]> {
  const deadline = clocks.timeout(limits.resolveMs);
  const options = { signal: deadline, ...(server && { nameServer: server }) };
  // Both are always asked: a name is refused for one forbidden address among all its answers.
  const [v4, v6] = await Promise.allSettled([
    Deno.resolveDns(host, "A", options),
    Deno.resolveDns(host, "AAAA", options),
  ]);
  if (deadline.aborted) {
    throw upstreamTimedOut(
      "resolve",
      `${host} was not resolved within ${limits.resolveMs / 1000} s`,
    );
  }
  for (const answer of [v4, v6]) {
    if (answer.status === "rejected" && !(answer.reason instanceof Deno.errors.NotFound)) {
      throw upstreamFailed("resolve", `${host} could not be resolved: the DNS server failed`);
    }
  }
  const found = [v4, v6].flatMap((answer) => answer.status === "fulfilled" ? answer.value : []);
  if (found.length === 0) {
    throw upstreamFailed("resolve", `${host} does not resolve to any address`);
  }
  return found;
}
