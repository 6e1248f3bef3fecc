import { type AnswerReaders, wantsSigns } from "../gate/judge_answer.ts";
import type { Route } from "../policy/route.ts";
import { approvedFor } from "./ask_operator.ts";
import type { Parts } from "./parts.ts";

/** What reads the answers of a route's host at this moment. */
export async function answerReaders(
  { engines, operator }: Pick<Parts, "engines" | "operator">,
  route: Route,
  host: string,
): Promise<AnswerReaders> {
  const engine = (await engines.current()).secretsOnly();
  const signs = wantsSigns(route) ? await engines.signs() : undefined;
  return { engine, signs, approved: approvedFor(operator, host) };
}
