/**
 * The ranges that are not public, as rows: the IANA special-purpose registries for IPv4 and IPv6
 * (RFC 6890), multicast, and the addresses at which clouds serve a machine's own credentials. The
 * longest prefix wins. Carried IPv4 addresses (NAT64, 6to4, ...) are the matter of embedded_ipv4.ts.
 */
export type SpecialKind =
  | "loopback"
  | "private"
  | "link-local"
  | "unique-local"
  | "cgnat"
  | "metadata"
  | "multicast"
  | "unspecified"
  | "documentation"
  | "reserved";

export interface SpecialRange {
  readonly range: string;
  readonly kind: SpecialKind;
  readonly source: string;
}

export const specialAddresses: readonly SpecialRange[] = [
  // IPv4
  { range: "0.0.0.0/32", kind: "unspecified", source: "RFC 1122, this host on this network" },
  { range: "0.0.0.0/8", kind: "reserved", source: "RFC 791, this network" },
  { range: "10.0.0.0/8", kind: "private", source: "RFC 1918" },
  { range: "100.64.0.0/10", kind: "cgnat", source: "RFC 6598, shared address space" },
  { range: "127.0.0.0/8", kind: "loopback", source: "RFC 1122" },
  { range: "169.254.0.0/16", kind: "link-local", source: "RFC 3927" },
  { range: "172.16.0.0/12", kind: "private", source: "RFC 1918" },
  { range: "192.0.0.0/24", kind: "reserved", source: "RFC 6890, IETF protocol assignments" },
  { range: "192.0.2.0/24", kind: "documentation", source: "RFC 5737" },
  { range: "192.88.99.0/24", kind: "reserved", source: "RFC 7526, former 6to4 relays" },
  { range: "192.168.0.0/16", kind: "private", source: "RFC 1918" },
  { range: "198.18.0.0/15", kind: "reserved", source: "RFC 2544, benchmarking" },
  { range: "198.51.100.0/24", kind: "documentation", source: "RFC 5737" },
  { range: "203.0.113.0/24", kind: "documentation", source: "RFC 5737" },
  { range: "224.0.0.0/4", kind: "multicast", source: "RFC 5771" },
  { range: "240.0.0.0/4", kind: "reserved", source: "RFC 1112; 255.255.255.255 is broadcast" },

  // IPv6. What lies outside 2000::/3 and has no row is reserved too (see address_kind.ts).
  { range: "::/128", kind: "unspecified", source: "RFC 4291" },
  { range: "::1/128", kind: "loopback", source: "RFC 4291" },
  { range: "100::/64", kind: "reserved", source: "RFC 6666, discard only" },
  { range: "100:0:0:1::/64", kind: "reserved", source: "RFC 9780, dummy prefix" },
  { range: "2001::/23", kind: "reserved", source: "RFC 2928, IETF protocol assignments" },
  { range: "2001:db8::/32", kind: "documentation", source: "RFC 3849" },
  { range: "3fff::/20", kind: "documentation", source: "RFC 9637" },
  { range: "5f00::/16", kind: "reserved", source: "RFC 9602, segment routing" },
  { range: "fc00::/7", kind: "unique-local", source: "RFC 4193" },
  { range: "fe80::/10", kind: "link-local", source: "RFC 4291" },
  { range: "fec0::/10", kind: "private", source: "RFC 3879, former site-local" },
  { range: "ff00::/8", kind: "multicast", source: "RFC 4291" },

  // Metadata: whoever reaches these holds the machine's own credentials.
  {
    range: "169.254.169.254/32",
    kind: "metadata",
    source: "AWS, Google, Azure, OpenStack and others",
  },
  { range: "169.254.170.2/32", kind: "metadata", source: "AWS, credentials of a container" },
  { range: "169.254.170.23/32", kind: "metadata", source: "AWS, credentials of a pod" },
  { range: "169.254.0.23/32", kind: "metadata", source: "Tencent" },
  { range: "169.254.42.42/32", kind: "metadata", source: "Scaleway" },
  { range: "100.100.100.200/32", kind: "metadata", source: "Alibaba" },
  { range: "168.63.129.16/32", kind: "metadata", source: "Azure, the wire server" },
  { range: "192.0.0.192/32", kind: "metadata", source: "Oracle, classic" },
  { range: "fd00:ec2::254/128", kind: "metadata", source: "AWS" },
  { range: "fd00:ec2::23/128", kind: "metadata", source: "AWS, credentials of a pod" },
  { range: "fd20:ce::254/128", kind: "metadata", source: "Google" },
  { range: "fd00:42::42/128", kind: "metadata", source: "Scaleway" },
  { range: "fe80::a9fe:a9fe/128", kind: "metadata", source: "OpenStack" },
];
