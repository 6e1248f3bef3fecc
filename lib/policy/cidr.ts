import { isMapped, parseIp } from "./ip.ts";

/** A range of addresses: the bytes of its first address and how many leading bits are fixed. */
export interface Cidr {
  readonly bytes: Uint8Array;
  readonly bits: number;
}

/**
 * Reads `192.0.2.0/24`, `2001:db8::/32` or one address (the whole of it fixed). Undefined where it
 * is none, also where bits behind the prefix are set: `10.0.0.1/8` may have meant one machine or
 * sixteen million, and the wider reading must not win. IPv4-mapped ranges become IPv4 ranges.
 */
export function parseCidr(text: string): Cidr | undefined {
  const [ip = "", written, ...more] = text.split("/");
  const bytes = parseIp(ip);
  if (bytes === undefined || more.length > 0) return undefined;
  const bits = written === undefined ? bytes.length * 8 : parseBits(written, bytes.length * 8);
  if (bits === undefined || !isZeroBehind(bytes, bits)) return undefined;
  return isMapped(bytes) && bits >= 96
    ? { bytes: bytes.subarray(12), bits: bits - 96 }
    : { bytes, bits };
}

/**
 * Whether an address lies in one of the ranges. An IPv4-mapped address counts as IPv4, since that is
 * how a listener on `::` sees its IPv4 peers. A text that is no address lies in none.
 */
export function inCidrs(ip: string, cidrs: readonly Cidr[]): boolean {
  const bytes = parseIp(ip);
  if (bytes === undefined) return false;
  const judged = isMapped(bytes) ? bytes.subarray(12) : bytes;
  return cidrs.some((cidr) => cidrContains(cidr, judged));
}

/** Whether four or sixteen bytes lie in a range of their own family. */
export function cidrContains(cidr: Cidr, bytes: Uint8Array): boolean {
  if (bytes.length !== cidr.bytes.length) return false;
  const whole = cidr.bits >> 3;
  for (let i = 0; i < whole; i++) {
    if (bytes[i] !== cidr.bytes[i]) return false;
  }
  const rest = cidr.bits & 7;
  if (rest === 0) return true;
  return ((bytes[whole] ?? 0) >> (8 - rest)) === ((cidr.bytes[whole] ?? 0) >> (8 - rest));
}

/** The default of EGRESS_CLIENTS: this machine and the networks that are not routed on the internet. */
export const defaultClients: readonly Cidr[] = [
  "127.0.0.0/8",
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "169.254.0.0/16",
  "::1/128",
  "fc00::/7",
  "fe80::/10",
].flatMap((text) => parseCidr(text) ?? []);

function parseBits(text: string, most: number): number | undefined {
  return /^(?:0|[1-9][0-9]{0,2})$/.test(text) && Number(text) <= most ? Number(text) : undefined;
}

function isZeroBehind(bytes: Uint8Array, bits: number): boolean {
  return bytes.every((byte, i) => {
    const fixed = Math.min(Math.max(bits - i * 8, 0), 8);
    return (byte & (0xff >> fixed)) === 0;
  });
}
