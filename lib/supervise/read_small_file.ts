/**
 * Law: what others put into a folder is never followed elsewhere, never waited for and never read
 * without an end.
 */
import { constants } from "node:fs";
import { lstat, open } from "node:fs/promises";

/**
 * The text of a regular file of at most `mostBytes`; undefined for whatever else is there, or for
 * bytes that are no UTF-8.
 */
export async function readSmallFile(path: string, mostBytes: number): Promise<string | undefined> {
  try {
    if (!(await lstat(path)).isFile()) return undefined;
    // It may be exchanged now: opening follows no link and waits for no writer of a pipe.
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const file = await open(path, flags);
    try {
      const stat = await file.stat();
      const size = Number(stat.size);
      if (!stat.isFile() || size > mostBytes) return undefined;
      const bytes = await readUpTo(file, size + 1);
      // It grows, so it is not whole yet.
      if (bytes.length > size) return undefined;
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } finally {
      await file.close();
    }
  } catch {
    // Missing, not ours to read, or no text: for whoever waits it is all the same.
    return undefined;
  }
}

type OpenFile = Awaited<ReturnType<typeof open>>;

async function readUpTo(file: OpenFile, most: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(most);
  let length = 0;
  while (length < most) {
    const { bytesRead } = await file.read(bytes, length, most - length, null);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}
