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
  if (end - start < LEAST_LONG) return readBytes(bytes, start, end, sextets, 0);
  const words = new DataView(bytes.buffer, bytes.byteOffset, end);
  const sextetWords = new DataView(sextets.buffer, sextets.byteOffset);
  let count = 0;
  let i = start;
  while (i < end) {
    // Mostly four in a row are all six-bit values, which one look at them together says.
    for (; i + 4 <= end; i += 4) {
      const word = words.getInt32(i, true);
      const four = (SEXTET[word & 0xff] as number) | ((SEXTET[(word >> 8) & 0xff] as number) << 8) |
        ((SEXTET[(word >> 16) & 0xff] as number) << 16) | ((SEXTET[word >>> 24] as number) << 24);
      if ((four & 0x40404040) !== 0) break;
      sextetWords.setInt32(count, four, true);
      count += 4;
    }
    const next = Math.min(end, i + 4);
    count = readBytes(bytes, i, next, sextets, count);
    // A line end that is written out and cut here: its letter is none of the run's.
    i = next < end && bytes[next - 1] === BACKSLASH && isLineEnd(bytes[next]) ? next + 1 : next;
  }
  return count;
}

/** Fewer bytes are read one by one: views of them cost more. */
const LEAST_LONG = 64;

function readBytes(
  bytes: Uint8Array,
  start: number,
  end: number,
  sextets: Uint8Array,
  read: number,
): number {
  let count = read;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    const sextet = SEXTET[byte] as number;
    if (sextet < 64) sextets[count++] = sextet;
    else if (byte === BACKSLASH && isLineEnd(bytes[i + 1])) i++;
  }
  return count;
}

const BACKSLASH = 0x5c;

function isLineEnd(letter: number | undefined): boolean {
  return letter === 0x6e || letter === 0x72;
}
