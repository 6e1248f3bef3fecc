import { TOKEN_ALLOW } from "../supervise/make_proposal.ts";
import type { OperatorResponse } from "../supervise/queue.ts";
import type { AdminParts } from "./admin_parts.ts";
import { ApiError } from "./api_error.ts";

/**
 * Answers a question of this sidecar, through the same desk as `egress queue`.
 *
 * @throws ApiError 404 for none of ours, 409 for one that was answered or has gone; QueueError
 */
export async function answerQuestion(
  { queue, wallClock }: Pick<AdminParts, "queue" | "wallClock">,
  id: string,
  status: OperatorResponse["status"],
  notes: string,
): Promise<{ readonly id: string; readonly status: OperatorResponse["status"] }> {
  if (queue === undefined) throw new ApiError(404, "supervision is off: there are no questions");
  const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  const entry = isId ? await queue.desk.read(id) : undefined;
  const { proposal } = entry ?? {};
  if (proposal?.tool !== TOKEN_ALLOW || proposal.bottle_slug !== queue.slug) {
    throw new ApiError(404, "there is no such question");
  }
  if (entry?.archived) throw new ApiError(409, GONE);
  const response = {
    status,
    notes,
    proposal_id: id,
    answered_at: new Date(wallClock()).toISOString(),
  };
  const result = await queue.desk.answer(id, response);
  switch (result) {
    case "written":
      return { id, status };
    case "gone":
      throw new ApiError(409, GONE);
    case "answered":
      throw new ApiError(409, "it was answered already by somebody else");
  }
  result satisfies never;
}

const GONE = "it has gone: it was answered, timed out, or its agent has left";
