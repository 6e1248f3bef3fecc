import type { ByteStream } from "../../lib/proxy/byte_stream.ts";
import { bytesOf, textOf } from "./wire_bytes.ts";

/** A `ByteStream` without a socket: a test writes what the peer sends and reads what was sent to it. */
export interface FakeStream extends ByteStream {
  /** The peer sends these pieces; each is one read. */
  feed(...pieces: (string | Uint8Array)[]): void;
  /** The peer's orderly end. */
  feedEnd(): void;
  /** From now on reads reject, as after a reset. */
  feedFailure(error: Error): void;
  /** From now on writes wait: the peer takes no bytes. Closing rejects them. */
  holdWrites(): void;
  /** Lets the waiting writes and all later ones through. */
  releaseWrites(): void;
  /** From now on writes reject. */
  failWrites(error: Error): void;
  /** Resolves once the peer has got `text`. */
  saw(text: string): Promise<void>;
  /** Everything that the peer got. */
  readonly written: string;
  /** The same, write by write. */
  readonly writes: readonly string[];
  readonly closed: boolean;
  /** Whether the end was said before closing. */
  readonly ended: boolean;
}

export function fakeStream(...sent: (string | Uint8Array)[]): FakeStream {
  const incoming: (Uint8Array | null)[] = [];
  const writes: string[] = [];
  const watchers = new Set<() => void>();
  let failure: Error | undefined;
  let writeFailure: Error | undefined;
  let hold: PromiseWithResolvers<void> | undefined;
  let closed = false;
  let ended = false;
  let changed = Promise.withResolvers<void>();

  const tell = () => {
    changed.resolve();
    changed = Promise.withResolvers<void>();
  };
  const stream: FakeStream = {
    feed(...pieces) {
      incoming.push(...pieces.map((piece) => typeof piece === "string" ? bytesOf(piece) : piece));
      tell();
    },
    feedEnd() {
      incoming.push(null);
      tell();
    },
    feedFailure(error) {
      failure = error;
      tell();
    },
    holdWrites() {
      hold ??= Promise.withResolvers<void>();
      hold.promise.catch(() => {});
    },
    releaseWrites() {
      hold?.resolve();
      hold = undefined;
    },
    failWrites(error) {
      writeFailure = error;
    },
    saw(text) {
      return new Promise((resolve) => {
        const look = () => {
          if (!writes.join("").includes(text)) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      });
    },
    get written() {
      return writes.join("");
    },
    writes,
    get closed() {
      return closed;
    },
    get ended() {
      return ended;
    },

    async read() {
      while (true) {
        if (closed) throw new Error("read on a closed stream");
        const bytes = incoming.shift();
        if (bytes !== undefined) return bytes;
        if (failure) throw failure;
        await changed.promise;
      }
    },
    async write(bytes) {
      if (closed) throw new Error("write on a closed stream");
      if (hold) await hold.promise;
      if (writeFailure) throw writeFailure;
      writes.push(textOf(bytes));
      for (const look of [...watchers]) look();
    },
    close() {
      closed = true;
      hold?.reject(new Error("closed while writing"));
      hold = undefined;
      tell();
    },
    end() {
      ended = true;
      stream.close();
      return Promise.resolve();
    },
  };
  if (sent.length > 0) stream.feed(...sent);
  return stream;
}
