/** The length of a gzip member's head (RFC 1952 section 2.3): ten bytes and its optional fields. */
export function gzipHeadBytes(bytes: Uint8Array): number {
  const flags = bytes[3] ?? 0;
  let position = 10;
  if ((flags & 4) !== 0) position += 2 + (bytes[10] ?? 0) + 256 * (bytes[11] ?? 0);
  if ((flags & 8) !== 0) position = afterZero(bytes, position);
  if ((flags & 16) !== 0) position = afterZero(bytes, position);
  return (flags & 2) !== 0 ? position + 2 : position;
}

function afterZero(bytes: Uint8Array, from: number): number {
  const zero = bytes.indexOf(0, from);
  return zero < 0 ? bytes.length : zero + 1;
}
