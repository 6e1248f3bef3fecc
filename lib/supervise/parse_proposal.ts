import { jsonObject } from "./json_object.ts";
import type { Proposal } from "./proposal.ts";

/**
 * A proposal as it stands in the queue, of this sidecar or another program; undefined for what is none.
 * Its text must be there and its id must be `id`; what else is missing is empty.
 */
export function parseProposal(text: string, id: string): Proposal | undefined {
  const object = jsonObject(text);
  if (object === undefined || object.id !== id) return undefined;
  if (typeof object.proposed_file !== "string") return undefined;
  const word = (name: string) => {
    const value = object[name];
    return typeof value === "string" ? value : "";
  };
  return {
    id,
    bottle_slug: word("bottle_slug"),
    tool: word("tool"),
    proposed_file: object.proposed_file,
    justification: word("justification"),
    arrival_timestamp: word("arrival_timestamp"),
    current_file_hash: word("current_file_hash"),
  };
}
