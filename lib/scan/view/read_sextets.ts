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
    // Mostly four in a row are all six-bit values, which one look at them together says.
    while (i + 4 <= end) {
      const a = SEXTET[bytes[i] as number] as number, b = SEXTET[bytes[i + 1] as number] as number;
      const c = SEXTET[bytes[i + 2] as number] as number;
      const d = SEXTET[bytes[i + 3] as number] as number;
      if ((a | b | c | d) > 63) break;
      sextets[count] = a;
      sextets[count + 1] = b;
      sextets[count + 2] = c;
      sextets[count + 3] = d;
      count += 4;
      i += 4;
    }
    if (i === end) break;
    const byte = bytes[i] as number;
    const sextet = SEXTET[byte] as number;
    if (sextet < 64) sextets[count++] = sextet;
    else if (byte === 0x5c && (bytes[i + 1] === 0x6e || bytes[i + 1] === 0x72)) i++;
  }
  return count;
}
