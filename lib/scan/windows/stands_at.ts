/** How a literal stands in a text: as it is written, in another case, or not at all. */
export type Standing = "exact" | "folded" | "not";

/** Compares `literal` with the bytes from `start` on; ASCII case is folded. */
export function standsAt(
  bytes: Uint8Array,
  limit: number,
  start: number,
  literal: string,
): Standing {
  if (start < 0 || start + literal.length > limit) return "not";
  let exact = true;
  for (let i = 0; i < literal.length; i++) {
    const wanted = literal.charCodeAt(i);
    const byte = bytes[start + i] ?? 0;
    if (byte === wanted) continue;
    // Letters of either case differ in one bit; the walk has made sure of the letters already.
    if ((byte ^ wanted) !== 0x20 || !isLetter(byte)) return "not";
    exact = false;
  }
  return exact ? "exact" : "folded";
}

function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}
