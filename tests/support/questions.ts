import { Secret } from "../../lib/secret.ts";
import { makeProposal } from "../../lib/supervise/make_proposal.ts";
import type { Proposal } from "../../lib/supervise/proposal.ts";
import type { Question } from "../../lib/supervise/question.ts";

/** A question to the operator with what a test says of it. */
export function questionOf(
  parts: Partial<Omit<Question, "value">> & { value?: string } = {},
): Question {
  const { value = "dummy-value-0001", ...rest } = parts;
  return {
    host: "api.example.com",
    method: "POST",
    path: "/v1/messages",
    reason: "a dummy key in the body",
    context: "key ********",
    ...rest,
    value: new Secret(value),
  };
}

/** The same as a proposal; the id is new each time. */
export function proposalOf(
  parts: { readonly id?: string; readonly slug?: string; readonly now?: number } = {},
  question: Question = questionOf(),
): Proposal {
  const { id = crypto.randomUUID(), slug = "bottle", now = 1_700_000_000_000 } = parts;
  return makeProposal(question, { id, slug, now, redact: (text) => text });
}
