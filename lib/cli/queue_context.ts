import type { OperatorQueue } from "../supervise/queue.ts";
import type { CommandContext } from "./command.ts";

/** What the parts of `egress queue` work on. */
export interface QueueContext extends Pick<CommandContext, "args" | "terminal"> {
  readonly desk: OperatorQueue;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
