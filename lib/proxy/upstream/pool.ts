import { limits } from "../../limits.ts";
import type { Clocks, Watch } from "../clocks.ts";
import type { Connection } from "./connection.ts";

/** Idle connections to upstreams, by origin. */
export interface Pool {
  /** The one that was used last, since it is the likeliest to be alive. */
  take(key: string): Connection | undefined;
  /** Takes back a connection whose answer was read to its end. */
  give(connection: Connection): void;
  /** Closes all idle connections: after a reload their addresses may no longer be allowed. */
  clear(): void;
  readonly idle: number;
}

interface Idle {
  readonly connection: Connection;
  readonly watch: Watch;
}

export function createPool(clocks: Clocks): Pool {
  const byKey = new Map<string, Idle[]>();
  let count = 0;

  const remove = (idle: Idle): boolean => {
    const list = byKey.get(idle.connection.key);
    const at = list?.indexOf(idle) ?? -1;
    if (!list || at < 0) return false;
    list.splice(at, 1);
    if (list.length === 0) byKey.delete(idle.connection.key);
    count -= 1;
    idle.watch.end();
    return true;
  };
  const discard = (idle: Idle) => {
    if (remove(idle)) idle.connection.stream.close();
  };

  return {
    take(key) {
      while (true) {
        const idle = byKey.get(key)?.at(-1);
        if (!idle) return undefined;
        // Bytes that came just now and whose read has yet to say so.
        if (idle.connection.reader.held.length > 0) {
          discard(idle);
          continue;
        }
        remove(idle);
        idle.connection.reused = true;
        return idle.connection;
      }
    },

    give(connection) {
      const list = byKey.get(connection.key) ?? [];
      if (list.length >= limits.idleUpstreamsPerOrigin || count >= limits.idleUpstreams) {
        connection.stream.close();
        return;
      }
      const idle: Idle = { connection, watch: clocks.watch(() => discard(idle)) };
      list.push(idle);
      byKey.set(connection.key, list);
      count += 1;
      idle.watch.set(limits.idleUpstreamMs, "idle");
      // Nothing may come while nothing was asked: data is a desynchronised peer, an end is an end.
      // The read stays pending when the connection is taken, and is then the answer's first.
      connection.reader.fill().then(() => discard(idle), () => discard(idle));
    },

    clear() {
      for (const list of [...byKey.values()]) for (const idle of [...list]) discard(idle);
    },

    get idle() {
      return count;
    },
  };
}
