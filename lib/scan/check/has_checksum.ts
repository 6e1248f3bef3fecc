import { base62 } from "./base62.ts";
import { crc32 } from "./crc32.ts";

/**
 * True if the last six characters of a token are the CRC-32 of what stands before them, in base62:
 * GitHub's and npm's tokens since 2021 (github.blog, "Behind GitHub's new authentication token
 * formats"). The CRC is taken of the part after the prefix's underscore.
 *
 * It confirms and never acquits: an agent that changes one character of a token breaks the checksum and
 * still carries the rest out.
 */
export function hasChecksum(token: string): boolean {
  const body = token.slice(token.indexOf("_") + 1);
  if (body.length <= CHECKSUM) return false;
  const payload = body.slice(0, -CHECKSUM);
  return base62(crc32(payload), CHECKSUM) === body.slice(-CHECKSUM);
}

const CHECKSUM = 6;
