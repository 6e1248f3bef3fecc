/** Owner, mode and own uid in words: most faults in containers are a uid that differs from the owner's. */
export async function ownership(path: string): Promise<string> {
  try {
    const { uid, mode } = await Deno.stat(path);
    const bits = mode === null ? "unknown" : (mode & 0o7777).toString(8).padStart(4, "0");
    return `owner uid ${uid}, mode ${bits}, own uid ${ownUid()}`;
  } catch {
    return `owner and mode cannot be seen, own uid ${ownUid()}`;
  }
}

/** Without the permission to ask, the error that is being told must not be lost over it. */
function ownUid(): string {
  try {
    return `${Deno.uid()}`;
  } catch {
    return "unknown";
  }
}
