import { limits } from "../limits.ts";
import type { OperatorResponse } from "../supervise/queue.ts";
import type { ExitCode } from "./command.ts";
import { entryState } from "./entry_state.ts";
import { findProposal } from "./find_proposal.ts";
import { giveAnswer } from "./give_answer.ts";
import type { QueueContext } from "./queue_context.ts";
import { UsageError } from "./usage_error.ts";

/** `egress queue approve ID --reason TEXT` and `egress queue reject ID [--reason TEXT]`. */
export async function queueAnswer(
  context: QueueContext,
  id: string,
  status: OperatorResponse["status"],
): Promise<ExitCode> {
  const { args, desk, terminal } = context;
  const notes = (args.values("reason")[0] ?? "").trim();
  if (status === "approved" && notes === "") {
    throw new UsageError("an approval needs --reason TEXT, which is kept with the answer");
  }
  if (notes.length > limits.answerNotesChars) {
    throw new UsageError(`--reason has more than ${limits.answerNotesChars} characters; be short`);
  }
  const { entry, why } = await findProposal(desk, id);
  const problem = entry === undefined ? why : entryState(entry);
  if (entry === undefined || problem !== undefined) {
    terminal.warn(
      `egress: ${entry === undefined ? "" : `proposal ${entry.proposal.id} `}${problem}`,
    );
    return 1;
  }
  return await giveAnswer(context, entry.proposal.id, status, notes);
}
