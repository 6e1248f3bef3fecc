import { jsonText } from "../supervise/json_text.ts";
import type { ExitCode } from "./command.ts";
import { entryJson } from "./entry_json.ts";
import { entryText } from "./entry_text.ts";
import { findProposal } from "./find_proposal.ts";
import type { QueueContext } from "./queue_context.ts";

/** `egress queue show ID`: all of a proposal, also of an archived one. */
export async function queueShow(
  { args, desk, terminal, now }: QueueContext,
  id: string,
): Promise<ExitCode> {
  const { entry, why } = await findProposal(desk, id);
  if (entry === undefined) {
    terminal.warn(`egress: ${why}`);
    return 1;
  }
  const asJson = args.values("json").length > 0;
  terminal.print(asJson ? jsonText(entryJson(entry)).trimEnd() : entryText(entry, now()));
  return 0;
}
