import { BASE32_LOWER, BASE32_UPPER, HEX } from "./byte_classes.ts";

/** Bits that tell which letters a run may be of. */
export const RunKind = { hex: 1, upper: 2, lower: 4 } as const;

/** The least length of the runs that are told of. */
export const LEAST_INNER_RUN = 24;

/** By byte: the kinds of runs in which it may stand. */
const KINDS: Uint8Array = HEX.map((hex, byte) =>
  (hex !== 0 ? RunKind.hex : 0) |
  (BASE32_UPPER[byte] !== 0 ? RunKind.upper : 0) |
  (BASE32_LOWER[byte] !== 0 ? RunKind.lower : 0)
);

/** Every run of 24 holds one of the windows of 13 that begin at every twelfth byte. */
const STRIDE = 12;

/**
 * Which kinds of runs of at least 24 bytes may stand in `bytes[start, end)`, as bits of `RunKind`: of hex, of
 * base32 in capitals or small letters. None is left out; of random base64 hardly any is named.
 */
export function runKinds(bytes: Uint8Array, start: number, end: number): number {
  let kinds = 0;
  for (let at = start + STRIDE - 1; at + STRIDE < end; at += STRIDE) {
    let inAll = (KINDS[bytes[at] as number] as number) &
      (KINDS[bytes[at + 4] as number] as number) &
      (KINDS[bytes[at + 8] as number] as number) &
      (KINDS[bytes[at + 12] as number] as number);
    if (inAll === 0) continue;
    for (let i = at + 1; i < at + STRIDE; i++) inAll &= KINDS[bytes[i] as number] as number;
    kinds |= inAll;
  }
  return kinds;
}
