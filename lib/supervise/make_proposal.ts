import { createHash } from "node:crypto";
import type { Proposal } from "./proposal.ts";
import { proposedFile } from "./proposed_file.ts";
import type { Question } from "./question.ts";

export interface MakeProposalOptions {
  readonly id: string;
  readonly slug: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Takes secrets out of what the operator reads, beside the value itself. */
  readonly redact: (text: string) => string;
}

/** The tool's name in the queue (contract, section 5). */
export const TOKEN_ALLOW = "egress-token-allow";

/** A question as a proposal. The value is nowhere in it. */
export function makeProposal(
  question: Question,
  { id, slug, now, redact }: MakeProposalOptions,
): Proposal {
  const text = proposedFile(question, redact);
  return {
    id,
    bottle_slug: slug,
    tool: TOKEN_ALLOW,
    proposed_file: text,
    justification: JUSTIFICATION,
    arrival_timestamp: new Date(now).toISOString(),
    current_file_hash: createHash("sha256").update(text, "utf8").digest("hex"),
  };
}

const JUSTIFICATION = "The agent's request carries what looks like a credential and is held. " +
  "Approve it only if the value is none, or if this host is meant to receive it: the value may then " +
  "go to this host until the sidecar is restarted.";
