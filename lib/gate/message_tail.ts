import { limits } from "../limits.ts";
import { lazyText } from "../scan/lazy_text.ts";
import type { Text } from "../scan/text_scan.ts";

/**
 * The last bytes of all messages of one way so far: a value may be cut over several of them, and is looked
 * for in each beginning together with what came before.
 */
export interface MessageTail {
  /** These bytes and the beginning of the next ones as one text; undefined where none came before. */
  with(next: Uint8Array): Text | undefined;
  add(bytes: Uint8Array): void;
}

export function messageTail(): MessageTail {
  let tail = new Uint8Array(0);
  return {
    with(next) {
      if (tail.length === 0) return undefined;
      const from = Math.min(next.length, limits.webSocketTailBytes);
      const bytes = new Uint8Array(tail.length + from);
      bytes.set(tail);
      bytes.set(next.subarray(0, from), tail.length);
      return lazyText(bytes);
    },
    add(bytes) {
      const most = limits.webSocketTailBytes;
      const kept = Math.min(tail.length, Math.max(0, most - bytes.length));
      const added = Math.min(bytes.length, most);
      const next = new Uint8Array(kept + added);
      next.set(tail.subarray(tail.length - kept));
      next.set(bytes.subarray(bytes.length - added), kept);
      tail = next;
    },
  };
}
