import type { AnswerVerdict } from "../gate/judge_answer.ts";
import type { Asked } from "./asked.ts";
import type { Parts } from "./parts.ts";
import { warn } from "./warn.ts";

/** Notes what was found in an answer of `status`, and tells the log of what passes all the same. */
export function noteVerdict(
  parts: Pick<Parts, "log">,
  asked: Asked,
  status: number,
  { findings, warnings }: AnswerVerdict,
): void {
  if (findings.length > 0) {
    asked.trace?.found(findings.map((one) => ({ ...one, surface: `answer ${one.surface}` })));
  }
  for (const warning of warnings) warn(parts, asked, warning, status);
}
