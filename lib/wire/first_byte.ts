/**
 * What a tunnel speaks, by its first byte: 0x16 is the record type of a TLS handshake (RFC 8446
 * section 5.1), a letter in upper case begins an HTTP method (all registered ones are upper case).
 * Nothing else is carried.
 */
export function classifyFirstByte(byte: number): "tls" | "http" | "other" {
  if (byte === 0x16) return "tls";
  if (byte >= 0x41 && byte <= 0x5a) return "http";
  return "other";
}
