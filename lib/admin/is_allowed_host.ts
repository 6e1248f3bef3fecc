import { isIP } from "node:net";

/**
 * Whether the listener may be called by this name: an IP address, `localhost`, or one of `hosts`. A page
 * of somebody else's can make its own name mean this address, but a browser then says that name.
 *
 * @param hostname as `URL` gives it: lower case, IPv6 in brackets
 */
export function isAllowedHost(hostname: string, hosts: readonly string[]): boolean {
  const bare = hostname.replace(/^\[(.*)\]$/, "$1");
  return isIP(bare) !== 0 || hostname === "localhost" || hosts.includes(hostname);
}
