/**
 * Where the run that goes on at `from` ends: the first byte whose class (0 or 1) is 0, `limit` if there is
 * none before it. Runs of encoded data are long: eight bytes are read in two words and asked about at once.
 */
export function runEnd(
  bytes: Uint8Array,
  from: number,
  limit: number,
  classes: Uint8Array,
): number {
  let end = from;
  if (limit - from >= LEAST_LONG) {
    const words = new DataView(bytes.buffer, bytes.byteOffset, limit);
    for (; end + 8 <= limit; end += 8) {
      const one = words.getInt32(end), two = words.getInt32(end + 4);
      const inAll = (classes[one & 0xff] as number) & (classes[(one >> 8) & 0xff] as number) &
        (classes[(one >> 16) & 0xff] as number) & (classes[one >>> 24] as number) &
        (classes[two & 0xff] as number) & (classes[(two >> 8) & 0xff] as number) &
        (classes[(two >> 16) & 0xff] as number) & (classes[two >>> 24] as number);
      if (inAll === 0) break;
    }
  }
  while (end < limit && classes[bytes[end] as number] !== 0) end++;
  return end;
}

/** Fewer bytes are read one by one: a view of them costs more. */
const LEAST_LONG = 64;
