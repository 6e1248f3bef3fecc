import { PLAIN_TEXT } from "./byte_classes.ts";
import type { ByteSink } from "./byte_sink.ts";
import { plainStretches } from "./plain_stretches.ts";

/** Characters of a group (RFC 4648 section 6): eight hold five bytes. */
const GROUP = 8;

/**
 * Decodes the text that base32 in `bytes[from, to)` holds, at every alignment. The run is letters of either
 * case, `2` to `7` and padding.
 */
export function base32Stretches(bytes: Uint8Array, from: number, to: number, sink: ByteSink): void {
  for (let alignment = 0; alignment < GROUP; alignment++) {
    const decoded = new Uint8Array(Math.floor((to - from) * 5 / 8) + 1);
    let count = 0;
    let bits = 0;
    let held = 0;
    for (let i = from + alignment; i < to; i++) {
      const value = valueOf(bytes[i] as number);
      if (value < 0) continue;
      held = ((held << 5) | value) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        decoded[count++] = (held >> bits) & 0xff;
      }
    }
    plainStretches(decoded.subarray(0, count), PLAIN_TEXT, sink);
  }
}

function valueOf(byte: number): number {
  const lower = byte | 0x20;
  if (lower >= 0x61 && lower <= 0x7a) return lower - 0x61;
  return byte >= 0x32 && byte <= 0x37 ? byte - 0x32 + 26 : -1;
}
