import type { Approvals } from "./approvals.ts";
import type { Decision } from "./decision.ts";
import type { Question } from "./question.ts";
import type { AskingQueue } from "./queue.ts";
import type { Timers } from "./timers.ts";

export interface SupervisorOptions {
  readonly queue: AskingQueue;
  readonly approvals: Approvals;
  readonly slug: string;
  /** How long a request is held. */
  readonly timeoutSeconds: number;
  /** Takes secrets out of what the operator reads, beside the value itself. */
  readonly redact: (text: string) => string;
  /** One line for standard error, without its newline. */
  readonly write: (line: string) => void;
  readonly timers?: Timers;
  /** Milliseconds since 1970, for the proposal's time stamp alone. */
  readonly wallClock?: () => number;
  readonly newId?: () => string;
  readonly mostQuestions?: number;
  readonly mostRequests?: number;
}

export interface Supervisor {
  /**
   * Holds a request until the operator has answered. Requests with the same value to the same host
   * wait for the same answer, each for its own time. Never rejects.
   *
   * @param signal aborts when the agent goes away; the last one takes its question with it
   * @param filed called once if this request waits for an answer, with the proposal's id; must not throw
   */
  ask(
    question: Question,
    signal: AbortSignal,
    filed?: (proposal: string) => void,
  ): Promise<Decision>;
  /** Ends all waits, now and from now on, with the reason; resolves when no question is left in the queue, or the queue hangs. */
  close(why: string): Promise<void>;
  /** Resolves when the questions of a predecessor that was killed are out of the operator's sight. */
  readonly tidied: Promise<void>;
  readonly openQuestions: number;
  readonly heldRequests: number;
}
