import { type Authority, defaultPorts, type Scheme } from "./authority.ts";
import { accept, refuse } from "./outcome.ts";
import { parseAuthority } from "./parse_authority.ts";
import type { Outcome } from "./refusal.ts";

/**
 * The law: the authority that is dialled is the one that was asked for everywhere. `hostValues` are
 * all values of Host (or `:authority` over h2). Exactly one must be there (RFC 9112 section 3.2),
 * else 400; it must name the target, apart from case and a default port that is written or not,
 * else 421.
 */
export function checkHostField(
  target: { readonly scheme: Scheme; readonly host: string; readonly port: number },
  hostValues: readonly string[],
): Outcome<undefined> {
  const [value] = hostValues;
  if (value === undefined) {
    return refuse(400, "bad-request", `the Host field is missing; send Host: ${target.host}`);
  }
  if (hostValues.length > 1) {
    return refuse(
      400,
      "bad-request",
      `there is more than one Host field; send one for ${target.host}`,
    );
  }
  const named = parseAuthority(value, defaultPorts[target.scheme]);
  if (!named.ok) return named;
  if (named.value.host !== target.host || named.value.port !== target.port) {
    return mismatch("Host", target);
  }
  return accept(undefined);
}

/**
 * The server name of a TLS handshake must be the host of the CONNECT, apart from case, else 421.
 * Undefined (no SNI was sent, as for an IP address) fits every host.
 */
export function checkServerName(authority: Authority, sni: string | undefined): Outcome<undefined> {
  if (sni !== undefined && sni.toLowerCase() !== authority.host) return mismatch("SNI", authority);
  return accept(undefined);
}

function mismatch(what: string, target: Authority): Outcome<never> {
  return refuse(
    421,
    "authority-mismatch",
    `${what} names another host or port than ${target.host}:${target.port}, to which the request ` +
      "goes; name the same in both",
  );
}
