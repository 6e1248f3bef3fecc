import { limits } from "../limits.ts";

/** What was received and not yet read, and the gate that it closes. */
export interface ReadAhead {
  add(bytes: Uint8Array): void;
  take(): Uint8Array | undefined;
  /** What the layer below waits for before it reads more; undefined if nothing. */
  readonly room: () => Promise<void> | undefined;
  /** Opens the gate for good, so that nothing waits behind an end. */
  release(): void;
}

/** A queue that asks for a pause while it holds `limits.tlsReadAheadBytes` or more. */
export function readAhead(): ReadAhead {
  const queue: Uint8Array[] = [];
  let size = 0;
  let released = false;
  let gate: PromiseWithResolvers<void> | undefined;
  const open = () => {
    gate?.resolve();
    gate = undefined;
  };
  return {
    add(bytes) {
      queue.push(bytes);
      size += bytes.length;
    },
    take() {
      const bytes = queue.shift();
      size -= bytes?.length ?? 0;
      if (size < limits.tlsReadAheadBytes) open();
      return bytes;
    },
    room() {
      if (released || size < limits.tlsReadAheadBytes) return undefined;
      gate ??= Promise.withResolvers<void>();
      return gate.promise;
    },
    release() {
      released = true;
      open();
    },
  };
}
