import { SEXTET } from "./byte_classes.ts";

/**
 * Reads a run of base64 as six-bit values into `sextets` and returns how many there are. Line ends,
 * padding and backslashes are left out; `\n` and `\r` written out are line ends too.
 */
export function readSextets(
  bytes: Uint8Array,
  start: number,
  end: number,
  sextets: Uint8Array,
): number {
  let count = 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    const sextet = SEXTET[byte] as number;
    if (sextet < 64) sextets[count++] = sextet;
    else if (byte === 0x5c && (bytes[i + 1] === 0x6e || bytes[i + 1] === 0x72)) i++;
  }
  return count;
}
