import { limits } from "../limits.ts";
import { lazyText } from "../scan/lazy_text.ts";
import type { Text } from "../scan/text_scan.ts";

/**
 * The last bytes of all messages of one way so far: a value may be cut over several of them, and is looked
 * for in each beginning together with what came before.
 */
export interface MessageTail {
  /**
   * These bytes and the beginning of the next ones as one text, which holds until the next call; undefined
   * where none came before.
   */
  with(next: Uint8Array): Text | undefined;
  add(bytes: Uint8Array): void;
}

export function messageTail(): MessageTail {
  const most = limits.webSocketTailBytes;
  // One place for the tail and what is looked at with it: messages are many and short.
  let bytes = new Uint8Array(0);
  let length = 0;

  return {
    with(next) {
      if (length === 0) return undefined;
      const joined = Math.min(next.length, most);
      bytes.set(next.subarray(0, joined), length);
      return lazyText(bytes.subarray(0, length + joined));
    },
    add(next) {
      if (bytes.length === 0) bytes = new Uint8Array(2 * most);
      const added = Math.min(next.length, most);
      const kept = Math.min(length, most - added);
      bytes.copyWithin(0, length - kept, length);
      bytes.set(next.subarray(next.length - added), kept);
      length = kept + added;
    },
  };
}
