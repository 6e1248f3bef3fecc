/**
 * Law: to learn of a change nothing in the folder is opened. `Deno.watchFs` (2.9.6) opens each path that
 * an event names, so that a pipe that somebody puts there stops it, and with its end the whole process.
 * The folder's time stamp is looked at often instead, and its names now and then in any case. Nothing
 * runs after the stop.
 */
import { limits } from "../limits.ts";
import type { Timers } from "./timers.ts";

export interface WatchFolderOptions {
  readonly timers: Timers;
  /** What differs after most changes of the folder; undefined where there is none. */
  readonly stampOf?: (folder: string) => Promise<string | undefined>;
}

/**
 * Calls `notice` with all names in a folder, now and soon after a name came or went: within about
 * `limits.queueStampMs`, or `limits.queuePollMs` where the mount's time stamps stand still. The folder
 * may be missing, go, come back or be exchanged.
 *
 * @param unsettled whether what stands under this name may still change, and is soon looked at again
 * @returns what stops it; idempotent
 */
export function watchFolder(
  folder: string,
  notice: (names: readonly string[]) => void,
  unsettled: (name: string) => boolean,
  { timers, stampOf = timeStamp }: WatchFolderOptions,
): () => void {
  let stopped = false;
  let cancel = () => {};
  let last: string | undefined;
  let again = true;
  let readAt = timers.now();

  const look = async () => {
    const stamp = await stampOf(folder);
    const changed = stamp !== last;
    last = stamp;
    if (stopped || stamp === undefined && !changed) return;
    if (!changed && !again && timers.now() - readAt < limits.queuePollMs) return;
    readAt = timers.now();
    const names = await namesIn(folder);
    if (stopped) return;
    // Stamps are coarse: what came right behind this reading may have left it as it is.
    again = changed || names.some(unsettled);
    notice(names);
  };
  const run = async () => {
    await look();
    if (!stopped) cancel = timers.after(limits.queueStampMs, () => void run());
  };

  void run();
  return () => {
    stopped = true;
    cancel();
  };
}

async function timeStamp(folder: string): Promise<string | undefined> {
  try {
    const { dev, ino, mtime } = await Deno.stat(folder);
    return `${dev} ${ino} ${mtime?.getTime()}`;
  } catch {
    return undefined;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const { name } of Deno.readDir(folder)) names.push(name);
  } catch {
    // It has gone meanwhile, or is not ours to read; the next look tries again.
  }
  return names;
}
