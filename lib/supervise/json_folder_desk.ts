/** The contract's queue (section 5) from the operator's side; its layout stands in json_folder_queue.ts. */
import { folderModes } from "./folder_modes.ts";
import { jsonText } from "./json_text.ts";
import type { OperatorQueue } from "./queue.ts";
import { queueFolder } from "./queue_folder.ts";
import { queuePath } from "./queue_files.ts";
import type { WatchFolderOptions } from "./watch_folder.ts";
import { writeWhole } from "./write_whole.ts";

/** What the operator does with the queue in a folder. */
export function jsonFolderDesk(
  path: string,
  options: Partial<WatchFolderOptions> = {},
): OperatorQueue {
  const folder = queueFolder(path, options);
  const processed = queueFolder(`${path}/processed`, options);
  return {
    open: () => folder.inWords("read", () => folder.ids("proposal")),
    // Nothing was archived yet where there is no such folder.
    archived: () => processed.ids("proposal").catch(() => []),
    async read(id) {
      for (const place of [folder, processed]) {
        const proposal = await place.proposal(id);
        if (proposal === undefined) continue;
        return { proposal, answer: await place.answer(id), archived: place === processed };
      }
      return undefined;
    },
    answer: (id, response) =>
      folder.inWords("write to", async () => {
        const file = queuePath(path, id, "response");
        if (!await folder.has(id, "proposal")) return "gone";
        if (await folder.answer(id) !== undefined) return "answered";
        // What stands there by now is no answer that anybody acts on, and may be replaced.
        const once = !await folder.has(id, "response");
        const { file: mode } = await folderModes(path);
        try {
          await writeWhole(file, jsonText(response), { mode, once });
        } catch (error) {
          if (error instanceof Deno.errors.AlreadyExists) return "answered";
          throw error;
        }
        if (await folder.has(id, "proposal")) return "written";
        // The asking side archives an answer before its proposal, so one that is left came too late.
        return await Deno.remove(file).then(() => "gone" as const, () => "written" as const);
      }),
    changes: (look) => folder.changes(look, ["proposal", "response"]),
  };
}
