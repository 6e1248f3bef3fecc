import type { Body } from "./body.ts";

/** A body whose next slice can be waited for until some time. */
export interface TimedBody {
  /** As `Body.read`. */
  read(): Promise<Uint8Array | null>;
  /** "late" if nothing came before `over` resolved: what comes then is the next read's. */
  readBy(over: Promise<void>): Promise<Uint8Array | null | "late">;
  /** Whether a read has something to give without waiting for the peer. */
  readonly ready: boolean;
}

/** From now on the body may be read by this only. */
export function timedBody(body: Body): TimedBody {
  let pending: Promise<Uint8Array | null> | undefined;
  async function readBy(over: Promise<void>): Promise<Uint8Array | null | "late"> {
    pending ??= body.read();
    const slice = await Promise.race([pending, over.then(() => "late" as const)]);
    if (slice !== "late") pending = undefined;
    return slice;
  }
  return {
    async read() {
      const slice = await (pending ?? body.read());
      pending = undefined;
      return slice;
    },
    readBy,
    get ready() {
      return pending === undefined && body.ready;
    },
  };
}
