/** A file that is appended to and never larger than its bound by more than one write. */
export interface RotatingFile {
  /** Writes all of it, into a new file where the old one is full. Calls must not overlap. */
  write(text: string): Promise<void>;
  close(): void;
}

/**
 * Appends to the first of `paths`; once that is full it becomes the second, the second the third, and the
 * last is no more. The files are their owner's alone (0600). After an error the next write opens anew.
 *
 * @throws what the platform throws, here and from `write`
 */
export async function openRotatingFile(
  paths: readonly [string, ...string[]],
  mostBytes: number,
): Promise<RotatingFile> {
  const [path] = paths;
  let file: Deno.FsFile | undefined = await open(path);
  let size = (await file.stat()).size;

  const close = () => {
    file?.close();
    file = undefined;
  };
  const rotate = async () => {
    close();
    for (let place = paths.length - 1; place > 0; place--) {
      const [from, to] = [paths[place - 1], paths[place]];
      if (from === undefined || to === undefined) continue;
      await Deno.rename(from, to).catch(unlessAbsent);
    }
  };

  return {
    async write(text) {
      const bytes = new TextEncoder().encode(text);
      if (size > 0 && size + bytes.length > mostBytes) await rotate();
      if (file === undefined) {
        file = await open(path);
        size = (await file.stat()).size;
      }
      try {
        for (let at = 0; at < bytes.length;) {
          const count = await file.write(bytes.subarray(at));
          at += count;
          size += count;
        }
      } catch (error) {
        close();
        throw error;
      }
    },
    close,
  };
}

async function open(path: string): Promise<Deno.FsFile> {
  return await Deno.open(path, { append: true, create: true, mode: 0o600 });
}

function unlessAbsent(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
