import type { Answer } from "../../lib/supervise/answer.ts";
import { TOKEN_ALLOW } from "../../lib/supervise/make_proposal.ts";
import type { Proposal } from "../../lib/supervise/proposal.ts";
import type { Look, Queue } from "../../lib/supervise/queue.ts";

export interface MemoryQueue extends Queue {
  /** Who listens at this moment. */
  readonly listeners: number;
  /** Instead of what the next calls would do. */
  broken: Partial<Pick<Queue, "file" | "answerTo" | "archive">>;
}

interface Stored {
  readonly proposal: Proposal;
  answer: Answer | undefined;
  archived: boolean;
}

/** A queue in memory that tells of every change at once. */
export function memoryQueue(): MemoryQueue {
  const stored = new Map<string, Stored>();
  const looks = new Set<Look>();
  const tell = (id: string) => looks.forEach((look) => look(id));
  const ids = (archived: boolean) =>
    [...stored.values()].filter((one) => one.archived === archived).map((one) => one.proposal.id);
  const queue: MemoryQueue = {
    broken: {},
    get listeners() {
      return looks.size;
    },
    async file(proposal) {
      if (queue.broken.file) return await queue.broken.file(proposal);
      stored.set(proposal.id, { proposal, answer: undefined, archived: false });
      tell(proposal.id);
    },
    async answerTo(id) {
      if (queue.broken.answerTo) return await queue.broken.answerTo(id);
      const one = stored.get(id);
      return one?.archived === false ? one.answer : undefined;
    },
    async archive(id) {
      if (queue.broken.archive) return await queue.broken.archive(id);
      const one = stored.get(id);
      if (one !== undefined) one.archived = true;
      tell(id);
    },
    archiveLeftovers(slug, mine) {
      const left = [...stored.values()].filter(({ proposal, archived }) =>
        !archived && proposal.bottle_slug === slug && proposal.tool === TOKEN_ALLOW &&
        !mine(proposal.id)
      );
      for (const one of left) one.archived = true;
      return Promise.resolve(left.length);
    },
    open: () => Promise.resolve(ids(false)),
    archived: () => Promise.resolve(ids(true)),
    read: (id) => Promise.resolve(stored.get(id)),
    answer(id, { status, notes }) {
      const one = stored.get(id);
      if (one === undefined || one.archived) return Promise.resolve("gone");
      if (one.answer !== undefined) return Promise.resolve("answered");
      one.answer = { allowed: status === "approved", status, notes };
      tell(id);
      return Promise.resolve("written");
    },
    changes(look) {
      // Each listens for itself, even with one function.
      const own: Look = (id) => look(id);
      looks.add(own);
      return () => void looks.delete(own);
    },
  };
  return queue;
}
