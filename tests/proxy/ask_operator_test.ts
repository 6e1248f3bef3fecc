import assert from "node:assert/strict";
import { approvedFor, askOperator } from "../../lib/proxy/ask_operator.ts";
import { FlightEnded } from "../../lib/proxy/flights.ts";
import type { SupervisorOptions } from "../../lib/supervise/supervisor.ts";
import { Secret } from "../../lib/secret.ts";
import { testAsked } from "../support/asked.ts";
import { KNOWN, TOKEN } from "../support/engine.ts";
import { target } from "../support/policy_values.ts";
import { testParts } from "../support/proxy_parts.ts";
import { testRoute } from "../support/route.ts";
import { supervised } from "../support/supervised.ts";

const FACTS = {
  method: "POST",
  target: target({ host: "a.test", path: "/v1/x", query: "q=1" }),
  fields: [],
  body: undefined,
  trailers: [],
};
const REFUSAL = { status: 403, reason: "secret-found", text: "egress DLP: a key in body" } as const;
const VERDICT = {
  kind: "ask",
  finding: {
    detector: "token_patterns",
    kind: "dummy",
    severity: "block",
    reason: "a key in body",
    value: new Secret(TOKEN),
    surface: "body",
    views: [],
    context: "key ********",
    span: undefined,
  },
  refusal: REFUSAL,
  warnings: [],
} as const;

function asking(options: Partial<SupervisorOptions> = {}) {
  const operator = supervised(options);
  const parts = testParts({ routes: [testRoute()] });
  const asked = testAsked();
  const answer = askOperator(parts, operator, asked, FACTS, VERDICT);
  return { ...operator, parts, asked, answer };
}

Deno.test("askOperator() lets the value pass to this host once the operator has approved it", async () => {
  const held = asking();
  const { supervisor, approvals, answer, parts } = held;
  const [id = ""] = await held.open(1);
  assert.equal(parts.flights.count, 1);
  await answers(held, id, "approved");
  assert.equal(await answer, undefined);
  const approved = approvedFor({ supervisor, approvals }, "a.test");
  assert.deepEqual([approved(TOKEN), approved(KNOWN)], [true, false]);
  assert.equal(approvedFor({ supervisor, approvals }, "b.test")(TOKEN), false);
  assert.deepEqual(parts.events.map(({ event }) => event), [
    "egress_token_supervise",
    "egress_token_allowed",
  ]);
  assert.ok(parts.events.every((event) => "proposal" in event && event.proposal === id));
  assert.equal(JSON.stringify(parts.events).includes(TOKEN), false);
  assert.equal(parts.flights.count, 0);
  await held.flat();
});

function answers(
  { queue }: Pick<ReturnType<typeof asking>, "queue">,
  id: string,
  status: "approved" | "rejected",
) {
  return queue.answer(id, { status, notes: "", proposal_id: id, answered_at: "" });
}

Deno.test("askOperator() refuses in the contract's words, and says by whom and after how long", async () => {
  const rejected = asking();
  const [id = ""] = await rejected.open(1);
  rejected.timers.advance(1500);
  await answers(rejected, id, "rejected");
  assert.deepEqual(await rejected.answer, {
    ...REFUSAL,
    text: "egress DLP: a key in body; supervisor rejected the request",
    fields: [
      ["X-Egress-Proposal", id],
      ["X-Egress-Waited", "1.500"],
      ["X-Egress-Decided-By", "operator"],
    ],
  });
  const late = asking({ timeoutSeconds: 0.5 });
  await late.open(1);
  late.timers.advance(500);
  const refusal = await late.answer;
  assert.equal(
    refusal?.text,
    "egress DLP: a key in body; supervisor approval timed out after 0.5s",
  );
  assert.deepEqual(refusal.fields?.at(-1), ["X-Egress-Decided-By", "timeout"]);
});

Deno.test("askOperator() refuses plainly where nobody can be asked", async () => {
  const closed = asking();
  await closed.open(1);
  await closed.supervisor.close("the sidecar is stopping");
  assert.deepEqual(await closed.answer, {
    ...REFUSAL,
    fields: [["X-Egress-Decided-By", "nobody"]],
  });
  const full = asking({ mostQuestions: 0 });
  assert.match((await full.answer)?.text ?? "", /the supervisor was not asked, since 0 questions/);
});

Deno.test("askOperator() takes its question back where the agent leaves, or a reload ends the request", async () => {
  const left = asking();
  await left.open(1);
  left.asked.abort.abort(new Error("the agent has left"));
  await assert.rejects(left.answer, { message: "the agent has left" });
  await left.flat();
  const changed = asking();
  await changed.open(1);
  changed.parts.setRoutes([]);
  await assert.rejects(changed.answer, FlightEnded);
  await changed.flat();
  assert.equal(changed.parts.flights.count, 0);
});

Deno.test("approvedFor() approves nothing without an operator", () => {
  assert.equal(approvedFor(undefined, "a.test")(TOKEN), false);
});
