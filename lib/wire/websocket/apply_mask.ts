/**
 * Copies `from` into `to`, masked or unmasked, which is the same (RFC 6455 section 5.3).
 *
 * @param key four bytes
 * @param offset how many bytes of the payload came before these
 */
export function applyMask(
  from: Uint8Array,
  to: Uint8Array,
  key: Uint8Array,
  offset = 0,
): void {
  // The key turned to the offset, so that the loop counts from zero.
  const turned = [0, 1, 2, 3].map((at) => key[(at + offset) & 3] ?? 0);
  for (let at = 0; at < from.length; at++) to[at] = (from[at] ?? 0) ^ (turned[at & 3] ?? 0);
}
