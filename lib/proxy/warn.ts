import type { Warning } from "../gate/judge_request.ts";
import { originForm } from "../policy/target.ts";
import type { Asked } from "./asked.ts";
import type { Parts } from "./parts.ts";

/**
 * Tells the log of what passes and is still worth a look.
 *
 * @param responseStatus the answer's status, where it is about the answer
 */
export function warn(
  parts: Pick<Parts, "log">,
  { head, target }: Pick<Asked, "head" | "target">,
  { reason, context }: Warning,
  responseStatus?: number,
): void {
  parts.log({
    event: "egress_warn",
    reason,
    host: target?.host ?? "",
    method: head.method,
    path: target ? originForm(target) : "",
    ...(context !== undefined && { context }),
    ...(responseStatus !== undefined && { response_status: responseStatus }),
  });
}
