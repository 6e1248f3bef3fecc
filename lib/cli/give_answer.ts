import type { OperatorResponse } from "../supervise/queue.ts";
import type { ExitCode } from "./command.ts";
import type { QueueContext } from "./queue_context.ts";

/** Writes the answer, and says what came of it. */
export async function giveAnswer(
  { desk, terminal, now }: Pick<QueueContext, "desk" | "terminal" | "now">,
  id: string,
  status: OperatorResponse["status"],
  notes: string,
): Promise<ExitCode> {
  const answeredAt = new Date(now()).toISOString();
  const response = { status, notes, proposal_id: id, answered_at: answeredAt };
  const result = await desk.answer(id, response);
  switch (result) {
    case "written":
      terminal.print(`${status} ${id}`);
      return 0;
    case "gone":
      terminal.warn(`egress: proposal ${id} has just gone: it timed out or was withdrawn`);
      return 1;
    case "answered":
      terminal.warn(`egress: proposal ${id} has just been answered by somebody else`);
      return 1;
  }
  result satisfies never;
}
