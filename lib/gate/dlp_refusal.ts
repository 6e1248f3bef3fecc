import type { Refusal } from "../policy/refusal.ts";
import type { Finding } from "../scan/finding.ts";

/**
 * The refusal of a finding, in the contract's wording: `egress DLP: ` and the finding's reason.
 *
 * @param more follows the reason: why it could not be redacted, or that the operator said no
 */
export function dlpRefusal({ reason, context, surface }: Finding, more = ""): Refusal {
  return {
    status: 403,
    reason: "secret-found",
    text: `egress DLP: ${reason}${more === "" ? "" : `; ${more}`}`,
    ...(context !== "" && { context }),
    ...((surface === "path" || surface === "query") && { hidden: surface }),
  };
}

/** The refusal of a body that could not be read. */
export function unreadableRefusal(why: string): Refusal {
  return { status: 403, reason: "body-unreadable", text: `egress DLP: ${why}` };
}

/** The refusal of what an answer must not bring to the agent: what it must not hold, or what wants to steer it. */
export function answerRefusal(finding: Finding, where = "the answer holds the"): Refusal {
  const { detector, reason, context } = finding;
  const isKnown = detector === "known_secrets";
  return {
    status: 403,
    reason: isKnown ? "credential-reflected" : "prompt-injection",
    text: isKnown ? `egress DLP: ${where} ${reason}` : `egress DLP: ${reason}`,
    ...(context !== "" && { context }),
  };
}
