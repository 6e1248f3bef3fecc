import { judgeAnswerBody, wantsSigns } from "../gate/judge_answer.ts";
import { limits } from "../limits.ts";
import type { Refusal } from "../policy/refusal.ts";
import type { Route } from "../policy/route.ts";
import { runSteps } from "../scan/steps.ts";
import type { ExplainParts } from "./explain_request.ts";

/** The body of an answer as `--answer` gives it. */
export interface GivenAnswer {
  readonly body: Uint8Array;
  readonly contentType: string | undefined;
}

/** Says what would read the answer, and what it would say of the one that is given. */
export async function explainAnswer(
  route: Route,
  { answer, engine, signs, note }: Pick<ExplainParts, "answer" | "engine" | "signs" | "note">,
): Promise<Refusal | undefined> {
  const name = "answer";
  const detectors = ["known_secrets", ...(wantsSigns(route) ? ["naive_injection_detection"] : [])];
  const by = detectors.join(" and ");
  if (answer === undefined) {
    const detail = `would be read by ${by}: a finding in its first ` +
      `${limits.heldAnswerBytes / 1024} KiB or ${limits.heldAnswerMs} ms is a 403, later a cut`;
    note({ name, outcome: "later", detail });
    return undefined;
  }
  const readers = {
    engine: (await engine()).secretsOnly(),
    signs: wantsSigns(route) ? await signs() : undefined,
  };
  const { body, contentType } = answer;
  const about = { contentType, contentEncoding: [] };
  const { refusal, warnings } = await runSteps(judgeAnswerBody(readers, body, about));
  for (const { reason } of warnings) note({ name, outcome: "later", detail: `warns: ${reason}` });
  if (refusal !== undefined) note({ name, outcome: "refuse", detail: refusal.text });
  else note({ name, outcome: "pass", detail: `nothing that blocks found by ${by}` });
  return refusal;
}
