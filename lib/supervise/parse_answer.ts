import type { Answer } from "./answer.ts";
import { jsonObject } from "./json_object.ts";

/**
 * The operator's answer to the proposal `id` (contract, section 5). Undefined for what is none, which
 * counts as not yet answered: half a file, another type, or an answer that names another proposal.
 */
export function parseAnswer(text: string, id: string): Answer | undefined {
  const object = jsonObject(text);
  if (object === undefined || typeof object.status !== "string") return undefined;
  if (Object.hasOwn(object, "proposal_id") && object.proposal_id !== id) return undefined;
  return {
    allowed: ALLOWING.has(object.status),
    status: object.status,
    notes: typeof object.notes === "string" ? object.notes : "",
  };
}

const ALLOWING: ReadonlySet<string> = new Set(["approved", "modified"]);
