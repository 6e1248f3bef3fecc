/** Whether `bytes[start, end)` are all the same: padding, rules and zeros hold nothing. Long ones are read by words. */
export function isUniform(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] as number;
  let i = start + 1;
  // Nearly every run differs at once: a view of the words is made only where it does not.
  if (end - start >= LEAST_LONG && bytes[i] === first) {
    const words = new DataView(bytes.buffer, bytes.byteOffset, end);
    const four = Math.imul(first, 0x01010101);
    for (; i + 8 <= end; i += 8) {
      if (((words.getInt32(i) ^ four) | (words.getInt32(i + 4) ^ four)) !== 0) return false;
    }
  }
  while (i < end && bytes[i] === first) i++;
  return i >= end;
}

const LEAST_LONG = 64;
