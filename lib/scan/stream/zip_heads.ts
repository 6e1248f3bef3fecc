import { latin1 } from "../body/latin1.ts";
import { Halt } from "./halt.ts";
import type { Stage } from "./stage.ts";

/**
 * Refuses zip archives wherever they begin: readers look for them from the end, so anything may stand
 * before. Only a head that makes sense counts, since its first four bytes alone may be chance.
 */
export function zipHeads(): Stage {
  let rest = "";
  return {
    push(bytes) {
      const text = rest + latin1(bytes);
      for (let at = text.indexOf(SIGN); at >= 0; at = text.indexOf(SIGN, at + 1)) {
        if (isHead(text, at)) {
          throw new Halt("entries of an archive can be read only when it is held whole", true);
        }
      }
      rest = text.slice(Math.max(0, text.length - HEAD_BYTES + 1));
      return Promise.resolve();
    },
    end: () => Promise.resolve(),
    cleared: () => Infinity,
  };
}

const SIGN = "PK\x03\x04";
/** Of the 30 bytes of a head (APPNOTE 6.3.10 section 4.3.7): sign, version, flags, method. */
const HEAD_BYTES = 10;
/** Stored, deflated, deflate64, bzip2, LZMA, zstd, xz, and what is encrypted. */
const METHODS: ReadonlySet<number> = new Set([0, 1, 6, 8, 9, 12, 14, 93, 95, 96, 97, 98, 99]);
const LAST_VERSION = 63;

function isHead(text: string, at: number): boolean {
  if (at + HEAD_BYTES > text.length) return false;
  const version = text.charCodeAt(at + 4);
  const method = text.charCodeAt(at + 8) + 256 * text.charCodeAt(at + 9);
  return version <= LAST_VERSION && METHODS.has(method);
}
