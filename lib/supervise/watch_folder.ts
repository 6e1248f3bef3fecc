/**
 * Law: file events make it fast, the slow poll makes it certain. Neither runs before somebody asks, nor
 * after the stop.
 */
import { basename, resolve } from "node:path";
import { limits } from "../limits.ts";
import type { Timers } from "./timers.ts";

export interface WatchFolderOptions {
  readonly timers: Timers;
  /** `Deno.watchFs`, or what tells nothing, as some mounts do. */
  readonly watch?: (folder: string) => Deno.FsWatcher;
  readonly pollMs?: number;
}

/** A watcher, and of which folder, since the name may mean another one later. */
interface Armed {
  readonly watcher: Deno.FsWatcher;
  readonly identity: string;
}

/**
 * Calls `notice` with names in a folder: at once with those that an event is about, and on every poll
 * with all that are there. A watcher that ends, or whose folder is removed or exchanged, is replaced
 * with the next poll.
 *
 * @returns what stops it; idempotent
 */
export function watchFolder(
  folder: string,
  notice: (names: readonly string[]) => void,
  { timers, watch = watchFlat, pollMs = limits.queuePollMs }: WatchFolderOptions,
): () => void {
  const path = resolve(folder);
  let armed: Armed | undefined;
  let stopped = false;
  let cancel = () => {};

  const disarm = (which = armed) => {
    if (which === undefined || which !== armed) return;
    armed = undefined;
    close(which.watcher);
  };
  const arm = (identity: string) => {
    try {
      const watcher = watch(path);
      armed = { watcher, identity };
      void follow(armed);
    } catch {
      // The folder has just gone, or the system has no watcher left: the poll goes on.
    }
  };
  const follow = async (own: Armed) => {
    try {
      for await (const { kind, paths } of own.watcher) {
        if (stopped || own !== armed) break;
        // Reading is an event too on some systems, and would be answered by reading again.
        if (kind === "access") continue;
        if (kind === "remove" && paths.some((one) => resolve(one) === path)) break;
        notice(paths.map((one) => basename(one)));
      }
    } catch {
      // A watcher that fails is replaced like one that ends.
    }
    disarm(own);
  };
  const poll = async () => {
    const identity = await identityOf(path);
    if (stopped) return;
    if (armed?.identity !== identity) disarm();
    if (identity !== undefined && armed === undefined) arm(identity);
    // Read behind the arming, so that what came between two watchers is seen.
    const names = identity === undefined ? [] : await namesIn(path);
    if (stopped) return;
    if (names.length > 0) notice(names);
    cancel = timers.after(pollMs, () => void poll());
  };

  void poll();
  return () => {
    stopped = true;
    cancel();
    disarm();
  };
}

const watchFlat = (folder: string) => Deno.watchFs(folder, { recursive: false });

function close(watcher: Deno.FsWatcher): void {
  try {
    watcher.close();
  } catch {
    // It has closed itself.
  }
}

async function identityOf(path: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await Deno.stat(path);
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}

async function namesIn(path: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const { name } of Deno.readDir(path)) names.push(name);
  } catch {
    // It has gone meanwhile; the next poll looks again.
  }
  return names;
}
