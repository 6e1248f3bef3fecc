import type { Answer } from "./answer.ts";
import type { Proposal } from "./proposal.ts";

/**
 * Called with an id where something about that proposal may have changed. It says only that looking is
 * worth while: it comes too often rather than too seldom, also for ids that nobody knows.
 */
export type Look = (id: string) => void;

/** What both sides may do; the asking side hears of answers alone. */
interface Watched {
  /**
   * Calls `look` soon after a change (an answer is acted on within 100 ms) or, where the store does not
   * show changes, at least every `limits.queuePollMs`. Nothing runs unless somebody listens.
   *
   * @returns what stops it; idempotent
   */
  changes(look: Look): () => void;
}

/** What the asking side needs of a store. */
export interface AskingQueue extends Watched {
  /**
   * Files a proposal, which the operator sees whole or not at all.
   *
   * @throws QueueError in words
   */
  file(proposal: Proposal): Promise<void>;
  /** The operator's answer; undefined while there is none, or none that can be read. */
  answerTo(id: string): Promise<Answer | undefined>;
  /**
   * Takes proposal and answer, where they are there, out of the operator's sight and keeps them.
   *
   * @throws QueueError in words
   */
  archive(id: string): Promise<void>;
  /**
   * Archives what a process with this slug that ended without a word has left behind.
   *
   * @param mine whether a proposal is one of the living process, and stays
   * @returns how many proposals these were
   * @throws QueueError in words
   */
  archiveLeftovers(slug: string, mine: (id: string) => boolean): Promise<number>;
}

/** What the operator's side needs of it. */
export interface OperatorQueue extends Watched {
  /**
   * The ids of what was filed and not archived, in no order.
   *
   * @throws QueueError in words
   */
  open(): Promise<readonly string[]>;
  /** The ids of what was archived, in no order. */
  archived(): Promise<readonly string[]>;
  /** Undefined if it is not there or no proposal. */
  read(id: string): Promise<Entry | undefined>;
  /**
   * Answers an open proposal, once: of two operators the first one's answer counts. `gone`: it was
   * archived meanwhile.
   *
   * @throws QueueError in words
   */
  answer(id: string, response: OperatorResponse): Promise<"written" | "gone" | "answered">;
}

/** Both sides of one store. */
export interface Queue extends AskingQueue, OperatorQueue {}

/** A proposal as the operator finds it. */
export interface Entry {
  readonly proposal: Proposal;
  readonly answer: Answer | undefined;
  readonly archived: boolean;
}

/** What the operator says, as it stands in the queue; the keys in their order. */
export interface OperatorResponse {
  readonly status: "approved" | "rejected";
  readonly notes: string;
  readonly proposal_id: string;
  /** ISO 8601, UTC. */
  readonly answered_at: string;
}
