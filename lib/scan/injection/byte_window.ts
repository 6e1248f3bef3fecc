import { lazyText } from "../lazy_text.ts";
import type { Text } from "../text_scan.ts";

/** The last bytes of a text that comes bit by bit. Offsets are those in the window. */
export interface ByteWindow {
  /** How many bytes were taken away before the window. */
  readonly base: number;
  readonly length: number;
  /** What is in the window now. Its latin1 text is made when it is first asked for; the bytes are those of the window until the next change. */
  readonly source: Text;
  append(bytes: Uint8Array): void;
  /** Takes these as all there is and will be, without copying them: nothing may be appended or dropped then. */
  adopt(bytes: Uint8Array): void;
  /** Takes away the first `count` bytes. */
  drop(count: number): void;
  /** Lets go of the text, which is made anew when it is asked for. */
  rest(): void;
}

const LEAST_BYTES = 3072;
/** A window that has been so much larger than it is gives its memory back. */
const LARGE = 8;

export function byteWindow(): ByteWindow {
  let buffer: Uint8Array = new Uint8Array(0);
  let length = 0;
  let base = 0;
  let source: Text | undefined;

  function moveTo(capacity: number): void {
    const moved = new Uint8Array(capacity);
    moved.set(buffer.subarray(0, length));
    buffer = moved;
  }

  return {
    get base() {
      return base;
    },
    get length() {
      return length;
    },
    get source() {
      return source ??= lazyText(buffer.subarray(0, length));
    },
    append(bytes) {
      const needed = length + bytes.length;
      if (needed > buffer.length) {
        moveTo(needed <= LEAST_BYTES ? LEAST_BYTES : needed + 1024);
      }
      buffer.set(bytes, length);
      length = needed;
      source = undefined;
    },
    adopt(bytes) {
      buffer = bytes;
      length = bytes.length;
      source = undefined;
    },
    rest() {
      source = undefined;
    },
    drop(count) {
      buffer.copyWithin(0, count, length);
      length -= count;
      base += count;
      source = undefined;
      if (buffer.length > LARGE * Math.max(length, LEAST_BYTES)) moveTo(LEAST_BYTES + length);
    },
  };
}
