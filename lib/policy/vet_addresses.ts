import { type AddressKind, addressKind } from "./address_kind.ts";
import { embeddedIpv4 } from "./embedded_ipv4.ts";
import { parseIp, sameIp } from "./ip.ts";
import { isDefaultPort, refusePlaintext, refusePort } from "./may_carry_credential.ts";
import { accept, refuse } from "./outcome.ts";
import type { Outcome } from "./refusal.ts";
import type { Route } from "./route.ts";
import type { Target } from "./target.ts";

/** A listener of this process, as it was bound. */
export interface OwnListener {
  readonly address: string;
  readonly port: number;
  /** The machine's own addresses, which a listener on `0.0.0.0` or `::` answers on. */
  readonly localAddresses: readonly string[];
}

/**
 * Vets the answers for the target's host (or the host itself, where it is an address), and gives
 * them back in their order for dialling. One bad answer refuses them all, since whoever writes the
 * answers also chooses their order.
 *
 * - an own listener: 403 `self-target`, whatever the route says;
 * - an address that is not public: 403 `private-address`, unless the route allows private ones.
 *   Unspecified and multicast ones are refused even then: no TCP connection means them, and systems
 *   read 0.0.0.0 as this machine;
 * - a credential over plain HTTP: 403 `plaintext-credential` unless all are loopback or private
 *   (unique-local counts; link-local, shared and metadata do not);
 * - a credential to a public address on a port other than 80 and 443, without `ports`: 403
 *   `port-not-allowed`;
 * - no answer at all: 502 `upstream-dns`.
 */
export function vetAddresses(
  route: Route,
  target: Target,
  addresses: readonly string[],
  own: readonly OwnListener[],
): Outcome<readonly string[]> {
  if (addresses.length === 0) return refuse(502, "upstream-dns", `${target.host} has no address`);
  if (addresses.some((address) => isOwn(address, target.port, own))) {
    return refuse(
      403,
      "self-target",
      `${target.host}:${target.port} is this sidecar itself; no route can allow it`,
    );
  }
  const kinds = addresses.map((address) => addressKind(address));
  for (const kind of kinds) {
    if (NEVER_DIALLED.has(kind)) {
      return refusePrivate(target, kind, "no route can allow that");
    }
    if (kind !== "public" && !route.allowPrivateAddresses) {
      const mend = 'the operator can allow it with "allow_private_addresses: true" on the route ' +
        `for ${route.host} in routes.yaml`;
      return refusePrivate(target, kind, mend);
    }
  }
  if (route.credential === undefined) return accept(addresses);
  if (target.scheme === "http" && kinds.some((kind) => !PLAINTEXT_KINDS.has(kind))) {
    return refusePlaintext(route, target);
  }
  if (route.ports === undefined && kinds.includes("public") && !isDefaultPort(target.port)) {
    return refusePort(route, target);
  }
  return accept(addresses);
}

const NEVER_DIALLED: ReadonlySet<AddressKind> = new Set<AddressKind>([
  "unspecified",
  "multicast",
  "invalid",
]);
/** The kinds of address to which a credential may travel without TLS. */
const PLAINTEXT_KINDS: ReadonlySet<AddressKind> = new Set<AddressKind>([
  "loopback",
  "private",
  "unique-local",
]);

function refusePrivate(target: Target, kind: AddressKind, mend: string): Outcome<never> {
  const verb = parseIp(target.host) === undefined ? "resolves to" : "is";
  const article = /^(?:[aeio]|un(?!iq))/.test(kind) ? "an" : "a";
  return refuse(
    403,
    "private-address",
    `${target.host} ${verb} ${article} ${kind} address; ${mend}`,
  );
}

function isOwn(address: string, port: number, own: readonly OwnListener[]): boolean {
  const bytes = parseIp(address);
  if (bytes === undefined) return false;
  const carried = embeddedIpv4(bytes)?.ipv4;
  const readings = carried === undefined ? [bytes] : [bytes, carried];
  return own.some((listener) =>
    listener.port === port && readings.some((reading) => reaches(reading, listener))
  );
}

/** Whether a connection to these bytes ends at the listener. */
function reaches(bytes: Uint8Array, listener: OwnListener): boolean {
  const isUnspecified = bytes.every((byte) => byte === 0);
  if (isUnspecified) return true;
  const bound = parseIp(listener.address);
  if (bound === undefined || bound.every((byte) => byte === 0)) {
    return isLoopback(bytes) || listener.localAddresses.some((local) => isSame(bytes, local));
  }
  return isSame(bytes, listener.address);
}

function isLoopback(bytes: Uint8Array): boolean {
  if (bytes.length === 4) return bytes[0] === 127;
  return bytes.every((byte, i) => byte === (i === 15 ? 1 : 0));
}

/** Compares with a local address, which a listener on both families writes IPv4-mapped. */
function isSame(bytes: Uint8Array, text: string): boolean {
  const other = parseIp(text);
  if (other === undefined) return false;
  return sameIp(bytes, other) || sameIp(bytes, embeddedIpv4(other)?.ipv4 ?? other);
}
