import { Buffer } from "node:buffer";
import { limits } from "../limits.ts";
import { latin1Text } from "../wire/latin1.ts";

/**
 * The last bytes of all messages of one way so far: a value may be cut over several of them, and is looked
 * for in each beginning together with what came before.
 */
export interface MessageTail {
  /** These bytes and the beginning of the next ones as one text; undefined where none came before. */
  with(next: Uint8Array): string | undefined;
  add(bytes: Uint8Array): void;
}

export function messageTail(): MessageTail {
  let tail: Uint8Array = new Uint8Array(0);
  return {
    with(next) {
      if (tail.length === 0) return undefined;
      return latin1Text(Buffer.concat([tail, next.subarray(0, limits.webSocketTailBytes)]));
    },
    add(bytes) {
      const kept = Math.max(0, limits.webSocketTailBytes - bytes.length);
      const before = tail.subarray(Math.max(0, tail.length - kept));
      tail = Buffer.concat([
        kept === 0 ? new Uint8Array(0) : before,
        bytes.subarray(Math.max(0, bytes.length - limits.webSocketTailBytes)),
      ]);
    },
  };
}
