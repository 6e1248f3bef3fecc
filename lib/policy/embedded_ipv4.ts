import { isMapped } from "./ip.ts";

/** How an IPv6 address carries an IPv4 address. */
export type EmbeddingForm =
  | "mapped"
  | "compatible"
  | "translated"
  | "nat64"
  | "local-nat64"
  | "6to4"
  | "teredo";

export interface EmbeddedIpv4 {
  readonly form: EmbeddingForm;
  /** The four bytes of the carried address. */
  readonly ipv4: Uint8Array;
}

/**
 * The IPv4 address that sixteen bytes carry, if they are of one of the known forms: a packet to such
 * an address may end at the carried one, so that is what must be judged. A NAT64 prefix of a
 * network's own choice (RFC 6052 section 2.2) looks like any other address and cannot be known here.
 */
export function embeddedIpv4(bytes: Uint8Array): EmbeddedIpv4 | undefined {
  if (bytes.length !== 16) return undefined;
  // RFC 4291 section 2.5.5.2: ::ffff:0:0/96.
  if (isMapped(bytes)) return { form: "mapped", ipv4: bytes.subarray(12) };
  // RFC 4291 section 2.5.5.1: ::/96, apart from "::" and "::1", which are addresses of their own.
  if (startsWith(bytes, COMPATIBLE)) {
    const own = bytes.subarray(12, 15).every((byte) => byte === 0) && (bytes[15] ?? 0) < 2;
    return own ? undefined : { form: "compatible", ipv4: bytes.subarray(12) };
  }
  // RFC 2765 section 2.1: ::ffff:0:0:0/96.
  if (startsWith(bytes, TRANSLATED)) return { form: "translated", ipv4: bytes.subarray(12) };
  // RFC 6052 section 2.1: 64:ff9b::/96.
  if (startsWith(bytes, NAT64)) return { form: "nat64", ipv4: bytes.subarray(12) };
  // RFC 8215: 64:ff9b:1::/48, of which a network commonly takes a /96.
  if (startsWith(bytes, LOCAL_NAT64)) return { form: "local-nat64", ipv4: bytes.subarray(12) };
  // RFC 3056 section 2: 2002::/16, the address behind the prefix.
  if (startsWith(bytes, SIX_TO_FOUR)) return { form: "6to4", ipv4: bytes.subarray(2, 6) };
  // RFC 4380 section 4: 2001::/32, the client's address with its bits inverted.
  if (startsWith(bytes, TEREDO)) {
    return { form: "teredo", ipv4: bytes.slice(12).map((byte) => byte ^ 0xff) };
  }
  return undefined;
}

const COMPATIBLE = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const TRANSLATED = [0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0];
const NAT64 = [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0];
const LOCAL_NAT64 = [0, 0x64, 0xff, 0x9b, 0, 1];
const SIX_TO_FOUR = [0x20, 0x02];
const TEREDO = [0x20, 0x01, 0, 0];

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, i) => bytes[i] === byte);
}
