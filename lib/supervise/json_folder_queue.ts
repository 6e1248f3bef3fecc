/**
 * The contract's queue (section 5), a folder that is shared with the operator's program on the host,
 * from the asking side:
 *
 *     <id>.proposal.json   ours
 *     <id>.response.json   the operator's
 *     processed/           both, once they are answered, timed out or withdrawn
 *
 * Law: an answer is read as if it were hostile.
 */
import { createLimiter } from "../ca/limiter.ts";
import { limits } from "../limits.ts";
import { folderModes } from "./folder_modes.ts";
import { jsonText } from "./json_text.ts";
import { TOKEN_ALLOW } from "./make_proposal.ts";
import type { AskingQueue } from "./queue.ts";
import { queueFolder } from "./queue_folder.ts";
import { queuePath } from "./queue_files.ts";
import type { WatchFolderOptions } from "./watch_folder.ts";
import { writeWhole } from "./write_whole.ts";

/** The queue in a folder, which must exist: making one would ask where nobody reads. */
export function jsonFolderQueue(
  path: string,
  options: Partial<WatchFolderOptions> = {},
): AskingQueue {
  const processedPath = `${path}/processed`;
  const folder = queueFolder(path, options);
  const processed = queueFolder(processedPath, options);
  const inTurn = createLimiter(limits.queueFilesAtOnce, Infinity);

  const move = async (id: string) => {
    await makeFolder(processedPath, path);
    // The answer first: one that stands there without its proposal came too late.
    for (const file of ["response", "proposal"] as const) {
      await Deno.rename(queuePath(path, id, file), queuePath(processedPath, id, file))
        .catch(unlessMissing);
    }
  };
  const moveLateAnswers = async () => {
    for (const id of await folder.ids("response")) {
      const late = !await folder.has(id, "proposal") && await processed.has(id, "proposal");
      if (late && !await processed.has(id, "response")) await move(id);
    }
  };

  return {
    file: (proposal) =>
      folder.inWords("write to", () =>
        inTurn(async () => {
          const { file: mode } = await folderModes(path);
          await writeWhole(queuePath(path, proposal.id, "proposal"), jsonText(proposal), { mode });
        })),
    answerTo: (id) => inTurn(() => folder.answer(id)),
    archive: (id) => folder.inWords("archive in", () => inTurn(() => move(id))),
    archiveLeftovers: (slug, mine) =>
      folder.inWords("clear", async () => {
        let count = 0;
        for (const id of await folder.ids("proposal")) {
          const proposal = await folder.proposal(id);
          // Bottles may share a folder, and other tools ask questions of their own.
          if (proposal?.bottle_slug !== slug || proposal.tool !== TOKEN_ALLOW || mine(id)) continue;
          await move(id);
          count++;
        }
        await moveLateAnswers();
        return count;
      }),
    changes: (look) => folder.changes(look, ["response"]),
  };
}

/** Makes a folder inside another and in its mode; none where that other is not there any more. */
async function makeFolder(path: string, inside: string): Promise<void> {
  try {
    await Deno.mkdir(path, { mode: 0o700 });
    await Deno.chmod(path, (await folderModes(inside)).folder);
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) unlessMissing(error);
  }
}

/** There may be no answer, or all of it went with the folder. */
function unlessMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
