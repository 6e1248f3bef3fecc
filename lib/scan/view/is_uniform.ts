/** Whether `bytes[start, end)` are all the same: padding, rules and zeros hold nothing. */
export function isUniform(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] as number;
  let i = start + 1;
  for (; i + 4 <= end; i += 4) {
    const differs = ((bytes[i] as number) ^ first) | ((bytes[i + 1] as number) ^ first) |
      ((bytes[i + 2] as number) ^ first) | ((bytes[i + 3] as number) ^ first);
    if (differs !== 0) return false;
  }
  while (i < end && bytes[i] === first) i++;
  return i >= end;
}
