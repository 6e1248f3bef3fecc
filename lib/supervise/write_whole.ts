import { basename, dirname } from "node:path";

/**
 * Writes a file so that whoever reads its name sees all of it or nothing, also after a crash: beside
 * it under a dot-name, then renamed. The mode is set whatever the umask says.
 *
 * @param once never replaces a file of this name; where there is one, Deno.errors.AlreadyExists
 */
export async function writeWhole(
  path: string,
  text: string,
  { mode, once = false }: { readonly mode: number; readonly once?: boolean },
): Promise<void> {
  const beside = `${dirname(path)}/.${basename(path)}.${crypto.randomUUID()}.tmp`;
  try {
    await writeNew(beside, text, mode);
    if (once) await linkOnce(beside, path);
    else await Deno.rename(beside, path);
  } finally {
    // After a rename it is not there.
    await Deno.remove(beside).catch(() => {});
  }
}

async function writeNew(path: string, text: string, mode: number): Promise<void> {
  // Nobody else reads it before its mode is the one that was asked for.
  using file = await Deno.open(path, { write: true, createNew: true, mode: 0o600 });
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
  await file.sync();
  await Deno.chmod(path, mode);
}

/** Linking, unlike renaming, fails where the name exists. */
async function linkOnce(from: string, to: string): Promise<void> {
  try {
    await Deno.link(from, to);
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) throw error;
    // Some shared folders of virtual machines know no links. Two who answer in the same instant then
    // overwrite each other; the file is whole all the same.
    if (await exists(to)) throw new Deno.errors.AlreadyExists("the file exists");
    await Deno.rename(from, to);
  }
}

async function exists(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, () => false);
}
