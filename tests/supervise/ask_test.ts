import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { Secret } from "../../lib/secret.ts";
import type { Decision } from "../../lib/supervise/decision.ts";
import { QueueError } from "../../lib/supervise/queue_error.ts";
import { memoryQueue } from "../support/memory_queue.ts";
import { proposalOf, questionOf } from "../support/questions.ts";
import { supervised } from "../support/supervised.ts";
import { until } from "../support/until.ts";

const never = new AbortController().signal;

Deno.test("createSupervisor() lets an approved value go, and remembers it for this host", async () => {
  const { supervisor, timers, answer, open, flat } = supervised();
  const decision = supervisor.ask(questionOf(), never);
  const [id = ""] = await open(1);
  timers.advance(1_500);
  await answer(id, "approved");
  assert.deepEqual(await decision, { kind: "approved", proposal: id, waitedMs: 1_500 });
  await flat();
  const again = await supervisor.ask(questionOf({ path: "/other" }), never);
  assert.deepEqual(again, { kind: "approved", proposal: id, waitedMs: 0 });
  void supervisor.ask(questionOf({ host: "other.example.com" }), never);
  assert.notEqual((await open(1))[0], id);
  await supervisor.close("the test is over");
  await flat();
});

Deno.test("createSupervisor() refuses what is rejected, and asks again", async () => {
  const { supervisor, approvals, answer, open, flat } = supervised();
  const decision = supervisor.ask(questionOf(), never);
  const [id = ""] = await open(1);
  await answer(id, "rejected");
  assert.deepEqual(await decision, { kind: "rejected", proposal: id, waitedMs: 0 });
  await flat();
  const { host, value } = questionOf();
  assert.equal(approvals.approved(host, value), undefined);
  void supervisor.ask(questionOf(), never);
  await open(1);
  await supervisor.close("");
});

Deno.test("createSupervisor() holds a request for its own time, not for the question's", async () => {
  const { supervisor, timers, open, flat } = supervised();
  const first = supervisor.ask(questionOf(), never);
  const [id = ""] = await open(1);
  timers.advance(200_000);
  const second = supervisor.ask(questionOf(), never);
  timers.advance(100_000);
  const expired = { kind: "timed-out", proposal: id, seconds: 300, waitedMs: 300_000 };
  assert.deepEqual(await first, expired);
  assert.equal(supervisor.heldRequests, 1);
  assert.deepEqual(await open(1), [id]);
  timers.advance(200_000);
  assert.deepEqual(await second, expired);
  await flat();
});

Deno.test("createSupervisor() looks once more when the time is over", async () => {
  const { supervisor, queue, timers, open, flat } = supervised();
  const decision = supervisor.ask(questionOf(), never);
  const [id = ""] = await open(1);
  // An answer of which nothing told.
  queue.broken.answerTo = () => Promise.resolve({ allowed: true, status: "approved", notes: "" });
  timers.advance(300_000);
  assert.deepEqual(await decision, { kind: "approved", proposal: id, waitedMs: 300_000 });
  await flat();
});

Deno.test("createSupervisor() asks once for a value and host, and tells each request", async () => {
  const { supervisor, answer, open, flat } = supervised();
  const filed: string[] = [];
  const tell = (id: string) => void filed.push(id);
  const same = [1, 2].map(() => supervisor.ask(questionOf(), never, tell));
  const [id = ""] = await open(1);
  same.push(supervisor.ask(questionOf(), never, tell));
  const others = [questionOf({ host: "b.example" }), questionOf({ value: "dummy-value-0002" })];
  for (const other of others) void supervisor.ask(other, never);
  assert.equal((await open(3)).length, 3);
  assert.deepEqual(filed, [id, id, id]);
  await answer(id, "approved");
  for (const decision of await Promise.all(same)) assert.equal(decision.kind, "approved");
  assert.equal((await open(2)).includes(id), false);
  await supervisor.close("");
  await flat();
});

Deno.test("createSupervisor() withdraws a request with its agent, and the last with its question", async () => {
  const { supervisor, approvals, answer, open, flat } = supervised();
  const [first, second] = [new AbortController(), new AbortController()];
  const decisions = [first, second].map(({ signal }) => supervisor.ask(questionOf(), signal));
  const [id = ""] = await open(1);
  first.abort();
  assert.deepEqual(await decisions[0], { kind: "withdrawn" });
  assert.deepEqual(await open(1), [id]);
  second.abort();
  assert.deepEqual(await decisions[1], { kind: "withdrawn" });
  await flat();
  assert.equal(await answer(id, "approved"), "gone");
  const { host, value } = questionOf();
  assert.equal(approvals.approved(host, value), undefined);
  assert.deepEqual(await supervisor.ask(questionOf(), first.signal), { kind: "withdrawn" });
});

Deno.test("createSupervisor() takes no answer for a question that was withdrawn meanwhile", async () => {
  const { supervisor, queue, approvals, open, flat } = supervised();
  const agent = new AbortController();
  const decision = supervisor.ask(questionOf(), agent.signal);
  const [id = ""] = await open(1);
  const { promise, resolve } = Promise.withResolvers<undefined>();
  queue.broken.answerTo = async () => {
    await promise;
    return { allowed: true, status: "approved", notes: "" };
  };
  await queue.answer(id, { status: "approved", notes: "", proposal_id: id, answered_at: "" });
  agent.abort();
  resolve(undefined);
  assert.deepEqual(await decision, { kind: "withdrawn" });
  const { host, value } = questionOf();
  assert.equal(approvals.approved(host, value), undefined);
  await flat();
});

Deno.test("createSupervisor() archives a proposal that was withdrawn while it was written", async () => {
  const { supervisor, queue, flat } = supervised();
  const { promise: disk, resolve: write } = Promise.withResolvers<void>();
  queue.broken.file = async (proposal) => {
    await disk;
    delete queue.broken.file;
    await queue.file(proposal);
  };
  const agent = new AbortController();
  const filed: string[] = [];
  const decision = supervisor.ask(questionOf(), agent.signal, (id) => void filed.push(id));
  agent.abort();
  write();
  assert.deepEqual(await decision, { kind: "withdrawn" });
  assert.equal((await queue.archived()).length, 1);
  assert.deepEqual(filed, []);
  await flat();
});

Deno.test("createSupervisor() refuses at once what cannot be filed, and says so in a line", async () => {
  const { supervisor, queue, lines, flat } = supervised();
  queue.broken.file = () => Promise.reject(new QueueError("the disk is full"));
  const asked = [questionOf(), questionOf()].map((one) => supervisor.ask(one, never));
  for (const decision of await Promise.all(asked)) {
    assert.deepEqual(decision, { kind: "unavailable", why: "the disk is full" });
  }
  assert.deepEqual(lines, [
    "egress: could not queue token-allow proposal: the disk is full; blocking request",
  ]);
  queue.broken.file = () => Promise.reject(new TypeError(questionOf().value.reveal()));
  const odd = await supervisor.ask(questionOf(), never);
  assert.deepEqual(odd, { kind: "unavailable", why: "TypeError" });
  await flat();
});

Deno.test("createSupervisor() ends a wait in its time where the store hangs", async () => {
  const { supervisor, queue, timers } = supervised({ timeoutSeconds: 0.5 });
  for (const name of ["file", "answerTo", "archive"] as const) {
    queue.broken[name] = () => new Promise<never>(() => {});
  }
  let decision: Decision | undefined;
  void supervisor.ask(questionOf(), never).then((it) => decision = it);
  for (const ms of [500, limits.queueWaitMs, limits.queueWaitMs]) {
    timers.advance(ms);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.equal(decision?.kind, "timed-out");
  assert.deepEqual([supervisor.heldRequests, timers.open, queue.listeners], [0, 0, 0]);
});

Deno.test("createSupervisor() decides also where archiving fails, and says so", async () => {
  const { supervisor, queue, lines, answer, open } = supervised();
  queue.broken.archive = () => Promise.reject(new QueueError("it is read-only"));
  const decision = supervisor.ask(questionOf(), never);
  const [id = ""] = await open(1);
  await answer(id, "approved");
  assert.equal((await decision).kind, "approved");
  assert.deepEqual(lines, [`egress: could not archive proposal ${id}: it is read-only`]);
});

Deno.test("createSupervisor() bounds questions and requests, and says which", async () => {
  const { supervisor, open } = supervised({ mostQuestions: 2, mostRequests: 3 });
  const ask = (value: string) => supervisor.ask(questionOf({ value }), never);
  void ask("dummy-a");
  void ask("dummy-b");
  assert.deepEqual(await ask("dummy-c"), { kind: "too-many", what: "questions", most: 2 });
  void ask("dummy-b");
  assert.deepEqual(await ask("dummy-a"), { kind: "too-many", what: "requests", most: 3 });
  assert.equal((await open(2)).length, 2);
  await supervisor.close("");
  assert.equal(supervisor.heldRequests, 0);
});

Deno.test("createSupervisor() ends all waits when it is closed, and every later question", async () => {
  const { supervisor, queue, open, flat } = supervised();
  const asked = ["dummy-a", "dummy-a", "dummy-b"]
    .map((value) => supervisor.ask(questionOf({ value }), never));
  await open(2);
  await supervisor.close("the sidecar is stopping");
  const stopped = { kind: "unavailable", why: "the sidecar is stopping" };
  assert.deepEqual(await Promise.all(asked), [stopped, stopped, stopped]);
  assert.deepEqual(await supervisor.ask(questionOf(), never), stopped);
  assert.equal((await queue.archived()).length, 2);
  await flat();
});

Deno.test("createSupervisor() clears up what a killed predecessor left, and approves none of it", async () => {
  const queue = memoryQueue();
  const [left, other] = [proposalOf(), proposalOf({ slug: "other" })];
  await queue.file(left);
  await queue.file(other);
  const response = {
    status: "approved",
    notes: "",
    proposal_id: left.id,
    answered_at: "",
  } as const;
  await queue.answer(left.id, response);
  const { supervisor, lines } = supervised({ queue });
  await supervisor.tidied;
  assert.deepEqual(lines, ["egress: archived 1 proposal(s) that nobody waits for any more"]);
  assert.deepEqual(await queue.open(), [other.id]);
  void supervisor.ask(questionOf(), never);
  await until(() => supervisor.openQuestions === 1);
  assert.equal((await queue.open()).length, 2);
  await supervisor.close("");
});

Deno.test("createSupervisor() says at the start that the queue is of no use", async () => {
  const queue = memoryQueue();
  queue.archiveLeftovers = () => Promise.reject(new QueueError("there is no folder"));
  const { supervisor, lines } = supervised({ queue });
  await supervisor.tidied;
  assert.deepEqual(lines, [
    "egress: the supervisor's queue is of no use now: there is no folder",
  ]);
});

Deno.test("createSupervisor() stamps with the world's clock and waits by its own", async () => {
  let world = Date.UTC(2026, 0, 2);
  const { supervisor, queue, timers, answer, open } = supervised({ wallClock: () => world });
  const decision = supervisor.ask(questionOf(), never);
  const [id = ""] = await open(1);
  assert.equal((await queue.read(id))?.proposal.arrival_timestamp, "2026-01-02T00:00:00.000Z");
  for (const jump of [-86_400_000, 400 * 86_400_000]) {
    world += jump;
    timers.advance(1_000);
  }
  assert.equal(supervisor.heldRequests, 1);
  await answer(id, "approved");
  assert.deepEqual(await decision, { kind: "approved", proposal: id, waitedMs: 2_000 });
});

Deno.test("createSupervisor() lets go of the agent's signal, which lives on", async () => {
  const { signal } = new AbortController();
  let listeners = 0;
  const [add, remove] = [signal.addEventListener, signal.removeEventListener];
  signal.addEventListener = (
    ...args: Parameters<typeof add>
  ) => (listeners++, add.apply(signal, args));
  signal.removeEventListener = (
    ...args: Parameters<typeof remove>
  ) => (listeners--, remove.apply(signal, args));
  const { supervisor, answer, open } = supervised();
  const decision = supervisor.ask(questionOf(), signal);
  assert.equal(listeners, 1);
  await answer((await open(1))[0] ?? "", "rejected");
  await decision;
  assert.equal(listeners, 0);
});

Deno.test("createSupervisor() keeps the value out of what it writes and files", async () => {
  const value = "dummy-value-0003";
  const { supervisor, queue, lines, open } = supervised();
  void supervisor.ask(questionOf({ path: `/${value}`, reason: value, value }), never);
  const [id = ""] = await open(1);
  assert.ok(!JSON.stringify(await queue.read(id)).includes(value));
  queue.broken.archive = () => Promise.reject(new Error(value));
  await supervisor.close(`${new Secret(value)}`);
  assert.ok(!lines.join("\n").includes(value));
});
