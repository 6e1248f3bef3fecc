/**
 * Whether zlib data may begin at `at` (RFC 1950 section 2.2): deflate, a window that exists, the check
 * bits, and no preset dictionary, without which no reader undoes it.
 */
export function isZlibHead(bytes: Uint8Array, at: number): boolean {
  const method = bytes[at] ?? 0;
  const flags = bytes[at + 1] ?? 0;
  return (method & 0x0f) === 8 && method >> 4 <= 7 && (flags & 0x20) === 0 &&
    ((method << 8) | flags) % 31 === 0;
}
