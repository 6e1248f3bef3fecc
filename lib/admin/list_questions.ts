import { openEntries } from "../supervise/open_entries.ts";
import { readProposedFile } from "../supervise/proposed_file.ts";
import type { AdminParts } from "./admin_parts.ts";

/** A question that waits for the operator, as the queue has it: every text was redacted when it was filed. */
export interface ShownQuestion {
  readonly id: string;
  readonly host: string;
  readonly method: string;
  readonly path: string;
  /** What was found, in words. */
  readonly found: string;
  readonly context: string;
  readonly justification: string;
  readonly arrival_ms: number;
  readonly age_ms: number;
  /** Until the last request that is held for it gives up; 0 where that is due. */
  readonly left_ms: number;
  /** The ids of the requests that are held for it, the oldest first. */
  readonly requests: readonly number[];
}

/** This sidecar's questions without an answer, the oldest first. @throws QueueError */
export async function listQuestions(
  parts: Pick<AdminParts, "queue" | "observer" | "wallClock">,
): Promise<{ readonly questions: readonly ShownQuestion[] }> {
  const { queue, observer, wallClock } = parts;
  if (queue === undefined) return { questions: [] };
  const { entries } = await openEntries(queue.desk);
  const open = entries.filter(({ answer, proposal }) =>
    answer === undefined && proposal.bottle_slug === queue.slug
  );
  const now = wallClock();
  return {
    questions: open.map(({ proposal }) => {
      const { id, justification } = proposal;
      const { reason: found, ...told } = readProposedFile(proposal.proposed_file);
      const held = [...observer.heldNow].filter((trace) => trace.proposal === id);
      const arrival = Date.parse(proposal.arrival_timestamp) || now;
      const ends = held.map((trace) => trace.heldUntil(queue.timeoutSeconds));
      const end = Math.max(arrival + queue.timeoutSeconds * 1000, ...ends);
      return {
        id,
        ...told,
        found,
        justification,
        arrival_ms: arrival,
        age_ms: Math.max(0, now - arrival),
        left_ms: Math.max(0, Math.round(end - now)),
        requests: held.map((trace) => trace.id),
      };
    }),
  };
}
