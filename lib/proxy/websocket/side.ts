import { limits } from "../../limits.ts";
import { closePayload } from "../../wire/websocket/close_payload.ts";
import type { Message, Sender } from "../../wire/websocket/message.ts";
import { createMessageDecoder } from "../../wire/websocket/message_decoder.ts";
import { WebSocketError } from "../../wire/websocket/websocket_error.ts";
import { writeFrame } from "../../wire/websocket/write_frame.ts";
import { concat } from "../body.ts";
import type { ByteStream } from "../byte_stream.ts";
import type { Watch } from "../clocks.ts";
import type { Share } from "../held_bodies.ts";
import type { Reader } from "../reader.ts";

/** One of the two connections of a WebSocket. */
export interface Side {
  /** What the peer on it is: the agent is a client, the upstream a server. */
  readonly peer: Sender;
  /** Reads once more; false when the peer has gone, in whatever way. Calls that overlap share one read. */
  receive(): Promise<boolean>;
  /** The next whole message of what was read. @throws WebSocketError */
  next(): Message | undefined;
  /** Takes a message that may go to the peer; true when it is time to flush. */
  take(message: Message): boolean;
  /** Writes what was taken, small messages together. Resolves when the layer below has taken it over: false if the peer has gone. */
  flush(): Promise<boolean>;
  /** Says the end, behind what was taken before; nothing is sent to the peer after it. */
  close(code: number, reason: string): Promise<boolean>;
  /** Resolves when the peer has gone while nothing of it is waiting to be read. */
  left(): Promise<void>;
  /** Resolves when the peer has said the end or has gone; reads all that comes before, and forgets it. */
  over(): Promise<void>;
  /** Resolves when the peer has gone; whatever it says until then is not looked at. */
  gone(): Promise<void>;
}

export interface SideParts {
  readonly peer: Sender;
  readonly stream: ByteStream;
  readonly reader: Reader;
  /** Its clock for writes: reading has none, since idle sockets are kept for hours. */
  readonly watch: Watch;
  readonly stallMs: number;
  /** What the messages that are not whole yet count against. */
  readonly share: Share;
}

export function createSide(parts: SideParts): Side {
  const { peer, stream, reader, watch, share } = parts;
  const decoder = createMessageDecoder(peer, limits.webSocketMessageBytes);
  const ended = Promise.withResolvers<void>();
  let waiting: Iterable<Uint8Array>[] = [];
  let small: Uint8Array[] = [];
  let smallBytes = 0;
  let closing = false;
  let taken = 0;
  /** One frame after the other, since both ways end in a close of our own. */
  let written: Promise<boolean> = Promise.resolve(true);

  const writeAll = async (slices: Iterable<Uint8Array>): Promise<boolean> => {
    try {
      for (const slice of slices) {
        watch.set(parts.stallMs, `took no bytes for ${parts.stallMs / 1000} s`);
        await stream.write(slice);
      }
      return true;
    } catch {
      return false;
    } finally {
      watch.clear();
    }
  };
  const joinSmall = () => {
    if (small.length > 0) waiting.push([concat(small)]);
    small = [];
    smallBytes = 0;
  };

  const flush = (): Promise<boolean> => {
    joinSmall();
    const all = waiting;
    waiting = [];
    for (const slices of all) written = written.then((well) => well && writeAll(slices));
    return written;
  };

  const account = (held: number): void => {
    if (held > taken) {
      if (!share.take(held - taken)) throw NO_ROOM;
      taken = held;
    } else if (held === 0 && taken > 0) {
      share.end();
      taken = 0;
    }
  };

  const side: Side = {
    peer,

    async receive() {
      const more = reader.held.length > 0 || await reader.fill().catch(() => false);
      // Another call may have taken the bytes that both waited for.
      if (reader.held.length > 0) decoder.push(reader.take());
      if (!more) ended.resolve();
      return more;
    },

    next() {
      const message = decoder.next();
      if (message === undefined) account(decoder.heldBytes);
      if (message?.kind === "close") ended.resolve();
      return message;
    },

    take({ kind, payload }) {
      if (closing) return false;
      closing = kind === "close";
      const mask = peer === "server" ? crypto.getRandomValues(new Uint8Array(4)) : undefined;
      const frame = writeFrame(kind, payload, mask);
      if (payload.length > limits.webSocketBatchBytes) {
        joinSmall();
        waiting.push(frame);
        return true;
      }
      for (const slice of frame) {
        small.push(slice);
        smallBytes += slice.length;
      }
      return smallBytes >= limits.webSocketBatchBytes;
    },

    flush,

    async close(code, reason) {
      side.take({ kind: "close", payload: closePayload(code, reason) });
      return await flush();
    },

    left() {
      return new Promise((resolve) => {
        if (reader.held.length > 0) return;
        reader.fill().then((more) => {
          if (!more) resolve();
        }, () => resolve());
      });
    },

    async over() {
      const forget = async () => {
        do {
          try {
            while (side.next() !== undefined);
          } catch {
            // It broke the protocol; what it still sends is not looked at.
          }
        } while (await side.receive());
      };
      await Promise.race([forget(), ended.promise]);
    },

    async gone() {
      while (await side.receive());
    },
  };
  return side;
}

const NO_ROOM = new WebSocketError(
  1013,
  `the messages and bodies of others take up the ${limits.heldBodiesBytes} bytes that are held at a time`,
);
