/** How much of a latin1 text, from the first on, is whole characters of UTF-8: all but three bytes at the most. */
export function wholeCharacters(latin1: string): number {
  const { length } = latin1;
  for (let back = 1; back <= Math.min(3, length); back++) {
    const byte = latin1.charCodeAt(length - back);
    if (byte < 0x80) return length;
    // The rest follow the first byte, which says how many they are.
    if (byte >= 0xc0) return lengthBy(byte) > back ? length - back : length;
  }
  return length;
}

function lengthBy(first: number): number {
  if (first >= 0xf0) return 4;
  return first >= 0xe0 ? 3 : 2;
}
