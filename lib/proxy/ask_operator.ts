import type { RequestVerdict } from "../gate/judge_request.ts";
import type { RequestFacts } from "../gate/scan_request.ts";
import { decide } from "../policy/decide.ts";
import type { Refusal } from "../policy/refusal.ts";
import type { Approvals } from "../supervise/approvals.ts";
import type { Decision } from "../supervise/decision.ts";
import { decisionWords } from "../supervise/decision_words.ts";
import type { Supervisor } from "../supervise/supervisor.ts";
import { Secret } from "../secret.ts";
import type { Asked } from "./asked.ts";
import { shownPath } from "./shown_path.ts";
import type { Parts } from "./parts.ts";

/** Who answers for what was found, and what was allowed so far. */
export interface Operator {
  readonly supervisor: Supervisor;
  readonly approvals: Approvals;
}

/** Which values may go to this host, by what the operator has said since the start. */
export function approvedFor(
  operator: Operator | undefined,
  host: string,
): (value: string) => boolean {
  if (operator === undefined) return () => false;
  return (value) => operator.approvals.approved(host, new Secret(value)) !== undefined;
}

type Ask = Extract<RequestVerdict, { kind: "ask" }>;

/**
 * Holds a request until the operator has answered, while the routes allow it.
 *
 * @returns why it is refused; undefined: the value may pass now, and the request is judged again
 * @throws the reason of the abort if the agent leaves meanwhile or a reload ends the request
 */
export async function askOperator(
  parts: Pick<Parts, "flights" | "log">,
  operator: Operator,
  asked: Asked,
  { method, target, fields }: RequestFacts,
  { finding, refusal }: Ask,
): Promise<Refusal | undefined> {
  const { reason, context, value } = finding;
  const { host } = target;
  const about = { host, method, path: shownPath(target, refusal.hidden) };
  const landed = parts.flights.add({
    allowedBy: (table) => decide(table, { method, target, fields }).kind === "forward",
    end: (why) => asked.abort.abort(why),
  });
  // The operator reads no query.
  const path = shownPath({ path: target.path, query: undefined }, refusal.hidden);
  const question = { host, method, path, reason, context, value };
  const filed = (proposal: string) => {
    asked.trace?.held(proposal);
    parts.log({ event: "egress_token_supervise", reason: refusal.text, proposal, ...about });
  };
  try {
    const decision = await operator.supervisor.ask(question, asked.abort.signal, filed);
    asked.trace?.decided(decision.kind);
    if (decision.kind === "withdrawn") throw asked.abort.signal.reason;
    if (decision.kind !== "approved") return refused(refusal, decision);
    const { proposal } = decision;
    parts.log({ event: "egress_token_allowed", reason: refusal.text, proposal, ...about });
    return undefined;
  } finally {
    landed();
  }
}

/** The contract's wording; which proposal, how long and by whom stands in the answer's fields. */
function refused(
  refusal: Refusal,
  decision: Exclude<Decision, { kind: "approved" | "withdrawn" }>,
): Refusal {
  const text = refusal.text + decisionWords(decision);
  if (decision.kind === "unavailable" || decision.kind === "too-many") {
    return { ...refusal, text, fields: [["X-Egress-Decided-By", "nobody"]] };
  }
  return {
    ...refusal,
    text,
    fields: [
      ["X-Egress-Proposal", decision.proposal],
      ["X-Egress-Waited", (decision.waitedMs / 1000).toFixed(3)],
      ["X-Egress-Decided-By", decision.kind === "rejected" ? "operator" : "timeout"],
    ],
  };
}
