import { failureWords } from "../ca/failure_words.ts";
import { limits } from "../limits.ts";
import type { Answer } from "./answer.ts";
import { parseAnswer } from "./parse_answer.ts";
import { parseProposal } from "./parse_proposal.ts";
import type { Proposal } from "./proposal.ts";
import type { Look } from "./queue.ts";
import { QueueError } from "./queue_error.ts";
import { idOf, type QueueFile, queuePath } from "./queue_files.ts";
import { readSmallFile } from "./read_small_file.ts";
import { platformTimers } from "./timers.ts";
import { watchFolder, type WatchFolderOptions } from "./watch_folder.ts";

/** What both sides of the queue do with its folder, or with `processed` in it. */
export interface QueueFolder {
  /**
   * The ids of the files of a kind.
   *
   * @throws what the platform throws
   */
  ids(file: QueueFile): Promise<readonly string[]>;
  /** Whether anything has this name, be it a link or a pipe. */
  has(id: string, file: QueueFile): Promise<boolean>;
  proposal(id: string): Promise<Proposal | undefined>;
  answer(id: string): Promise<Answer | undefined>;
  /** As `AskingQueue.changes`, for the files of these kinds. */
  changes(look: Look, files: readonly QueueFile[]): () => void;
  /**
   * Does something with the folder, whose failure becomes a QueueError.
   *
   * @param doing as it stands behind "cannot"
   */
  inWords<T>(doing: string, work: () => Promise<T>): Promise<T>;
}

export function queueFolder(path: string, options: Partial<WatchFolderOptions>): QueueFolder {
  const read = async <T>(
    id: string,
    file: QueueFile,
    mostBytes: number,
    parse: (text: string, id: string) => T | undefined,
  ) => {
    const text = await readSmallFile(queuePath(path, id, file), mostBytes);
    return text === undefined ? undefined : parse(text, id);
  };
  return {
    async ids(file) {
      const ids: string[] = [];
      for await (const { name } of Deno.readDir(path)) {
        const id = idOf(name, file);
        if (id !== undefined) ids.push(id);
      }
      return ids;
    },
    has: (id, file) => Deno.lstat(queuePath(path, id, file)).then(() => true, () => false),
    proposal: (id) => read(id, "proposal", limits.proposalFileBytes, parseProposal),
    answer: (id) => read(id, "response", limits.answerFileBytes, parseAnswer),
    changes(look, files) {
      let before: ReadonlySet<string> = new Set();
      const notice = (names: readonly string[]) => {
        const ids = new Set(
          names.flatMap((name) => files.map((file) => idOf(name, file)))
            .filter((id) => id !== undefined),
        );
        // What is not there any more has changed as well.
        for (const id of new Set([...before, ...ids])) look(id);
        before = ids;
      };
      // The operator's program may write an answer in place, a piece at a time.
      const unsettled = (name: string) => idOf(name, "response") !== undefined;
      return watchFolder(path, notice, unsettled, { timers: platformTimers, ...options });
    },
    async inWords(doing, work) {
      try {
        return await work();
      } catch (error) {
        throw new QueueError(`cannot ${doing} the queue's folder ${path}: ${failureWords(error)}`);
      }
    },
  };
}
