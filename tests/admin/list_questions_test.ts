import assert from "node:assert/strict";
import { listQuestions } from "../../lib/admin/list_questions.ts";
import { proposalOf } from "../support/questions.ts";
import { testAdmin } from "../support/test_admin.ts";

Deno.test("listQuestions() shows what waits, its age, and how long somebody still waits for it", async () => {
  const { parts, queue, begin } = testAdmin();
  const proposal = proposalOf({ now: 1_700_000_000_000 });
  await queue.file(proposal);
  begin().held(proposal.id);
  const { questions: [question] } = await listQuestions(parts);
  assert.deepEqual({ ...question, justification: "" }, {
    id: proposal.id,
    host: "api.example.com",
    method: "POST",
    path: "/v1/messages",
    found: "a dummy key in the body",
    context: "key ********",
    justification: "",
    arrival_ms: 1_700_000_000_000,
    age_ms: 60_000,
    left_ms: 240_000,
    requests: [1],
  });
});

Deno.test("listQuestions() counts the time left by the last request that joined", async () => {
  let wall = 1_700_000_000_000;
  const { parts, queue } = testAdmin();
  const { createObserver } = await import("../../lib/observe/observer.ts");
  const observer = createObserver({
    redact: String,
    wallClock: () => wall,
    now: () => wall - 1_700_000_000_000,
  });
  const proposal = proposalOf({ now: wall });
  await queue.file(proposal);
  wall += 50_000;
  observer.begin({ method: "GET", protocol: "HTTP/1.1" }).held(proposal.id);
  const { questions: [question] } = await listQuestions({ ...parts, observer });
  assert.equal(question?.left_ms, 290_000);
});

Deno.test("listQuestions() leaves out other bottles', answered and archived ones", async () => {
  const { parts, queue } = testAdmin();
  const mine = [proposalOf(), proposalOf(), proposalOf()];
  for (const proposal of [...mine, proposalOf({ slug: "other" })]) await queue.file(proposal);
  const [first, second] = mine.map(({ id }) => id);
  const response = { status: "approved", notes: "", proposal_id: "", answered_at: "" } as const;
  await queue.answer(first ?? "", response);
  await queue.archive(second ?? "");
  const { questions } = await listQuestions(parts);
  assert.deepEqual(questions.map(({ id }) => id), [mine[2]?.id]);
  assert.deepEqual(await listQuestions({ ...parts, queue: undefined }), { questions: [] });
});
