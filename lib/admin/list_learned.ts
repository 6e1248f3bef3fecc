import type { LearnedRoutes } from "../observe/learn/learned.ts";
import { proposalText } from "../observe/learn/proposal_text.ts";
import type { AdminParts } from "./admin_parts.ts";

/**
 * What is proposed for routes.yaml, as data and as the text of the file. Only a person can bring it into
 * force, by copying it: nothing here does.
 */
export async function listLearned(
  { learned }: Pick<AdminParts, "learned">,
): Promise<LearnedRoutes & { readonly learning: boolean; readonly text: string }> {
  if (learned === undefined) return { learning: false, routes: [], left_out: 0, text: "" };
  const { routes, left_out } = await learned();
  return { learning: true, routes, left_out, text: proposalText({ routes, left_out }) };
}
