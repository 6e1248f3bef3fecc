import { type Cidr, cidrContains, parseCidr } from "./cidr.ts";
import { embeddedIpv4, type EmbeddingForm } from "./embedded_ipv4.ts";
import { parseIp } from "./ip.ts";
import { specialAddresses, type SpecialKind } from "./special_addresses.ts";

/** What an address is to the internet. `invalid`: the text is no address. */
export type AddressKind = "public" | SpecialKind | "invalid";

/**
 * The kind of an IP address (without brackets or zone id). An IPv6 address that carries an IPv4 one
 * is what the carried one is, and where that is public:
 * - IPv4-mapped and the well-known NAT64 prefix are public, as they lead to just that address (a
 *   machine with IPv6 only reaches the whole IPv4 internet so);
 * - IPv4-compatible, IPv4-translated, local NAT64, 6to4 and Teredo are `reserved`, as they lead
 *   through relays that nobody vetted.
 */
export function addressKind(ip: string): AddressKind {
  const bytes = parseIp(ip);
  if (bytes === undefined) return "invalid";
  const embedded = embeddedIpv4(bytes);
  if (embedded === undefined) return rowKind(bytes);
  const kind = rowKind(embedded.ipv4);
  return kind === "public" && !LEADS_STRAIGHT.has(embedded.form) ? "reserved" : kind;
}

const LEADS_STRAIGHT: ReadonlySet<EmbeddingForm> = new Set<EmbeddingForm>(["mapped", "nat64"]);

const ROWS: readonly { readonly cidr: Cidr; readonly kind: SpecialKind }[] = specialAddresses
  .map(({ range, kind }) => ({ cidr: mustParse(range), kind }))
  .toSorted((a, b) => b.cidr.bits - a.cidr.bits);

/** IPv6 addresses are handed out of 2000::/3 only (RFC 4291 section 2.4, IANA). */
const GLOBAL_UNICAST = mustParse("2000::/3");

function rowKind(bytes: Uint8Array): AddressKind {
  const row = ROWS.find(({ cidr }) => cidrContains(cidr, bytes));
  if (row !== undefined) return row.kind;
  return bytes.length === 4 || cidrContains(GLOBAL_UNICAST, bytes) ? "public" : "reserved";
}

function mustParse(range: string): Cidr {
  const cidr = parseCidr(range);
  if (cidr === undefined) throw new Error(`The row ${range} is no range of addresses`);
  return cidr;
}
