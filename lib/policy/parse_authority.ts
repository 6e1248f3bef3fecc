import type { Authority } from "./authority.ts";
import { parseHost } from "./host.ts";
import { accept, refuse } from "./outcome.ts";
import type { Outcome } from "./refusal.ts";

/**
 * Reads `host`, `host:port`, `[ipv6]` or `[ipv6]:port` (RFC 3986 section 3.2, without userinfo).
 * The port is 1 to 65535 in plain decimals; an empty one (`host:`) is refused, since readers differ
 * on what it means. Where `defaultPort` is undefined the port must be written, as in CONNECT (RFC
 * 9110 section 9.3.6).
 *
 * Refusals are 400: `bad-request` where a CONNECT has no port, else `ambiguous-target`.
 */
export function parseAuthority(text: string, defaultPort: number | undefined): Outcome<Authority> {
  // RFC 9110 section 4.2.4: userinfo in an http URI is an error, as it hides the true host.
  if (text.includes("@")) {
    return ambiguous("the authority has userinfo; write host and port without user or password");
  }
  if (/[/\\?#]/.test(text)) {
    return ambiguous("the authority has more than host and port; write host:port");
  }
  const parts = AUTHORITY.exec(text);
  if (parts === null) {
    return ambiguous(
      "the authority has a bracket or colon too many; write host:port or [ipv6]:port",
    );
  }
  const [, literal, name, written] = parts;
  if (literal !== undefined && !literal.includes(":")) {
    return ambiguous("brackets are for IPv6 addresses; write the host without them");
  }
  const host = parseHost(literal ?? name ?? "");
  if (!host.ok) return host;
  if (written === undefined) {
    return defaultPort === undefined
      ? refuse(400, "bad-request", "CONNECT needs a port; write host:port, for example host:443")
      : accept({ host: host.value, port: defaultPort });
  }
  if (!PORT.test(written) || Number(written) > 65535) {
    return ambiguous("the port must be a plain decimal from 1 to 65535 without leading zeros");
  }
  return accept({ host: host.value, port: Number(written) });
}

const AUTHORITY = /^(?:\[([^[\]]*)\]|([^:[\]]*))(?::([^:[\]]*))?$/;
const PORT = /^[1-9][0-9]{0,4}$/;

function ambiguous(words: string): Outcome<never> {
  return refuse(400, "ambiguous-target", words);
}
