export interface FolderModes {
  readonly file: number;
  readonly folder: number;
}

/**
 * The modes of what is put into a folder: where its group may write, the group may answer as well; else
 * only the owner. A group that the folder hands down (setgid) is handed on.
 */
export async function folderModes(folder: string): Promise<FolderModes> {
  const mode = (await Deno.stat(folder)).mode ?? 0;
  const shared = (mode & 0o020) !== 0;
  return { file: shared ? 0o660 : 0o600, folder: (shared ? 0o770 : 0o700) | (mode & 0o2000) };
}
