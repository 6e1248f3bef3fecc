import type { Proposal } from "./proposal.ts";
import type { AskingQueue } from "./queue.ts";

/**
 * The same queue, which also tells of every proposal that was filed.
 *
 * @param notice must return at once and not throw: the question waits for nobody
 */
export function notifyingQueue(
  queue: AskingQueue,
  notice: (proposal: Proposal) => void,
): AskingQueue {
  return {
    ...queue,
    async file(proposal) {
      await queue.file(proposal);
      notice(proposal);
    },
  };
}
