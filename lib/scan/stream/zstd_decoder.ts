import type { Decoder } from "./decoder.ts";
import { inflater, type Output } from "./inflater.ts";
import { zstdWalk } from "./zstd_walk.ts";

/**
 * Undoes zstd data. The platform's decoder reads one frame of what it is given at once, gives out whole
 * blocks and does not say whether a frame was cut short; so frames and blocks are followed here.
 */
export function zstdDecoder(): Decoder {
  const data = inflater("zstd");
  const walk = zstdWalk();
  let wasMagic = false;

  async function pushSpan(kind: "magic" | "data" | "skipped", bytes: Uint8Array, output: Output) {
    if (kind !== "data") {
      wasMagic = kind === "magic";
      return true;
    }
    const begins = wasMagic;
    wasMagic = false;
    if (begins && !await data.write(MAGIC, output)) return false;
    return await data.write(bytes, output);
  }

  return {
    async push(bytes, output) {
      for (let at = 0; at < bytes.length;) {
        const { length, kind } = walk.next(bytes.subarray(at));
        if (kind === "ended" || kind === "broken") return kind;
        if (!await pushSpan(kind, bytes.subarray(at, at + length), output)) return "broken";
        at += length;
      }
      return "open";
    },
    end: () => Promise.resolve(walk.isBetweenFrames()),
    settled: walk.settled,
    close: data.close,
  };
}

const MAGIC = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd);
