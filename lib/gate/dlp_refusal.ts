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

/** The refusal of an answer that gives the agent what it must not hold. */
export function reflectedRefusal({ reason, context }: Finding): Refusal {
  return {
    status: 403,
    reason: "credential-reflected",
    text: `egress DLP: the answer holds the ${reason}`,
    ...(context !== "" && { context }),
  };
}
