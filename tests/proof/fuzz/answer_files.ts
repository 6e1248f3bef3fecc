import { parseAnswer } from "../../../lib/supervise/parse_answer.ts";
import { parseProposal } from "../../../lib/supervise/parse_proposal.ts";
import { mutate } from "./mutate.ts";
import { type FuzzTarget, hold } from "./target.ts";

const ID = "00000000-0000-4000-8000-000000000001";
const STATUSES = ["approved", "modified", "rejected", "Approved", "approved ", "", 1, true, null, [
  "approved",
]];
const WORDS = [
  ...[
    '"status":"approved"',
    '"status": "rejected",',
    '"proposal_id":"x"',
    "{",
    "}",
    "[",
    "]",
    "null",
    ",",
  ],
  ...['"__proto__":{"status":"approved"}', "\\u0061", "1e999", "\ufeff", "//", "NaN", '"'],
];

/** Files of the queue: only a whole answer to this question that says so allows. */
export const answerFiles: FuzzTarget = {
  name: "response files",
  share: 600,
  check(draws, show) {
    const whole = JSON.stringify({
      status: draws.pick(STATUSES),
      ...(draws.oneIn(2) && { proposal_id: draws.pick([ID, "", 7, ID.toUpperCase()]) }),
      ...(draws.oneIn(2) && { notes: draws.pick(["fine", 5, null, "\u202e"]) }),
      ...(draws.oneIn(4) && { id: ID, proposed_file: draws.pick(["text", 1]) }),
    });
    const text = new TextDecoder().decode(
      draws.oneIn(3)
        ? mutate(draws, new TextEncoder().encode(whole), WORDS)
        : new TextEncoder().encode(whole),
    );
    show(text);
    const answer = parseAnswer(text, ID);
    const read = plainly(text);
    const status = read?.status;
    const names = read === undefined || !Object.hasOwn(read, "proposal_id") ||
      read.proposal_id === ID;
    const allows = names && (status === "approved" || status === "modified");
    hold(
      (answer?.allowed ?? false) === allows,
      "an answer is read in another way than it is written",
    );
    hold(
      (answer !== undefined) === (names && typeof status === "string"),
      "what is no answer is one",
    );
    const half = text.slice(0, draws.below(text.length + 1)).trimEnd();
    if (read !== undefined && half.length < text.trimEnd().length) {
      hold(parseAnswer(half, ID) === undefined, "half an answer is taken for one");
    }
    const proposal = parseProposal(text, ID);
    hold(proposal === undefined || proposal.id === ID, "a proposal has another id");
  },
};

/** What any reader of JSON makes of it; undefined where that is no object. */
function plainly(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value instanceof Object && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
