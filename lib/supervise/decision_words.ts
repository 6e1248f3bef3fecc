import type { Decision } from "./decision.ts";

/**
 * What is said behind `egress DLP: <reason>` of a request that was refused after asking, or without it:
 * the time-out's and the rejection's words are the contract's (section 3). Empty where the refusal
 * stands as it is.
 */
export function decisionWords(decision: Decision): string {
  switch (decision.kind) {
    case "timed-out":
      return `; supervisor approval timed out after ${seconds(decision.seconds)}s`;
    case "rejected":
      return "; supervisor rejected the request";
    case "too-many":
      return `; the supervisor was not asked, since ${decision.most} ${decision.what} wait already`;
    case "approved":
    case "unavailable":
    case "withdrawn":
      return "";
  }
  decision satisfies never;
}

/** As the addon wrote it: six significant digits, no trailing zeros. */
function seconds(value: number): string {
  return `${Number(value.toPrecision(6))}`;
}
