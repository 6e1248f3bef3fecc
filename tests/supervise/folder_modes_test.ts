import assert from "node:assert/strict";
import { folderModes } from "../../lib/supervise/folder_modes.ts";
import { tempFolder } from "../support/temp_folder.ts";

Deno.test("folderModes() lets the group in where the folder does", async () => {
  await tempFolder(async (folder) => {
    const rows: [of: number, file: number, folder: number][] = [
      [0o700, 0o600, 0o700],
      [0o755, 0o600, 0o700],
      [0o770, 0o660, 0o770],
      [0o777, 0o660, 0o770],
      [0o2770, 0o660, 0o2770],
    ];
    for (const [mode, file, inside] of rows) {
      await Deno.chmod(folder, mode);
      assert.deepEqual(await folderModes(folder), { file, folder: inside });
    }
  });
});
