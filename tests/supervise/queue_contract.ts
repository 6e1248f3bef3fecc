/**
 * What every store of the supervisor's queue must do, whatever it is made of. A second store passes
 * this suite and is then as good as the first.
 */
import assert from "node:assert/strict";
import type { AskingQueue, OperatorQueue, OperatorResponse } from "../../lib/supervise/queue.ts";
import { proposalOf } from "../support/questions.ts";
import { until } from "../support/until.ts";

/** Both sides of one empty store. */
export interface TestStore {
  readonly asking: AskingQueue;
  readonly operator: OperatorQueue;
}

/** @param withStore gives a new store to `use` and takes it away afterwards */
export function queueContract(
  name: string,
  withStore: (use: (store: TestStore) => Promise<void>) => Promise<void>,
): void {
  const test = (says: string, use: (store: TestStore) => Promise<void>) =>
    Deno.test(`${name} ${says}`, () => withStore(use));

  test("shows a filed proposal to the operator as it is", async ({ asking, operator }) => {
    const [first, second] = [proposalOf(), proposalOf({ slug: "other" })];
    await asking.file(first);
    await asking.file(second);
    assert.deepEqual([...await operator.open()].sort(), [first.id, second.id].sort());
    const entry = await operator.read(first.id);
    assert.deepEqual(entry?.proposal, first);
    assert.deepEqual([entry?.answer, entry?.archived], [undefined, false]);
    assert.equal(await operator.read(crypto.randomUUID()), undefined);
  });

  test("has no answer before the operator gives one", async ({ asking, operator }) => {
    const proposal = proposalOf();
    assert.equal(await asking.answerTo(proposal.id), undefined);
    await asking.file(proposal);
    assert.equal(await asking.answerTo(proposal.id), undefined);
    assert.equal(await operator.answer(proposal.id, responseTo(proposal.id)), "written");
    const answer = { allowed: true, status: "approved", notes: "a test key" };
    assert.deepEqual(await asking.answerTo(proposal.id), answer);
    assert.deepEqual((await operator.read(proposal.id))?.answer, answer);
  });

  test("gives a rejection as one", async ({ asking, operator }) => {
    const proposal = proposalOf();
    await asking.file(proposal);
    await operator.answer(proposal.id, responseTo(proposal.id, "rejected"));
    assert.equal((await asking.answerTo(proposal.id))?.allowed, false);
  });

  test("takes the first answer of several, also of two at once", async ({ asking, operator }) => {
    const proposal = proposalOf();
    await asking.file(proposal);
    const results = await Promise.all([
      operator.answer(proposal.id, responseTo(proposal.id, "approved")),
      operator.answer(proposal.id, responseTo(proposal.id, "rejected")),
    ]);
    assert.deepEqual([...results].sort(), ["answered", "written"]);
    const allowed = results[0] === "written";
    assert.equal((await asking.answerTo(proposal.id))?.allowed, allowed);
    const later = responseTo(proposal.id, allowed ? "rejected" : "approved");
    assert.equal(await operator.answer(proposal.id, later), "answered");
    assert.equal((await asking.answerTo(proposal.id))?.allowed, allowed);
  });

  test("answers only the proposal that was meant", async ({ asking, operator }) => {
    const [first, second] = [proposalOf(), proposalOf()];
    await asking.file(first);
    await asking.file(second);
    await operator.answer(first.id, responseTo(first.id));
    assert.equal(await asking.answerTo(second.id), undefined);
  });

  test("keeps what it archives, out of sight", async ({ asking, operator }) => {
    const [answered, open] = [proposalOf(), proposalOf()];
    await asking.file(answered);
    await asking.file(open);
    await operator.answer(answered.id, responseTo(answered.id));
    await asking.archive(answered.id);
    assert.deepEqual(await operator.open(), [open.id]);
    assert.deepEqual(await operator.archived(), [answered.id]);
    const entry = await operator.read(answered.id);
    assert.deepEqual(entry?.proposal, answered);
    assert.deepEqual([entry?.answer?.allowed, entry?.archived], [true, true]);
    assert.equal(await asking.answerTo(answered.id), undefined);
  });

  test("archives what has no answer, twice, and what it does not know", async (store) => {
    const proposal = proposalOf();
    await store.asking.file(proposal);
    await store.asking.archive(proposal.id);
    await store.asking.archive(proposal.id);
    await store.asking.archive(crypto.randomUUID());
    assert.deepEqual(await store.operator.open(), []);
    assert.equal((await store.operator.read(proposal.id))?.answer, undefined);
  });

  test("takes no answer to what is archived or was never filed", async ({ asking, operator }) => {
    const proposal = proposalOf();
    await asking.file(proposal);
    await asking.archive(proposal.id);
    for (const id of [proposal.id, crypto.randomUUID()]) {
      assert.equal(await operator.answer(id, responseTo(id)), "gone");
      assert.equal(await asking.answerTo(id), undefined);
    }
  });

  test("archives the leftovers of one slug, and none that is awaited", async (store) => {
    const [left, mine, other] = [proposalOf(), proposalOf(), proposalOf({ slug: "other" })];
    const foreign = { ...proposalOf(), tool: "another-tool" };
    for (const proposal of [left, mine, other, foreign]) await store.asking.file(proposal);
    await store.operator.answer(left.id, responseTo(left.id));
    assert.equal(await store.asking.archiveLeftovers("bottle", (id) => id === mine.id), 1);
    assert.deepEqual(
      [...await store.operator.open()].sort(),
      [mine.id, other.id, foreign.id].sort(),
    );
    assert.equal(await store.asking.answerTo(left.id), undefined);
  });

  test("tells of proposals, answers and what is archived until it is stopped", async ({ asking, operator }) => {
    const [asked, told] = [new Set<string>(), new Set<string>()];
    const stopAsking = asking.changes((id) => asked.add(id));
    const stopTelling = operator.changes((id) => told.add(id));
    const [first, second] = [proposalOf(), proposalOf()];
    await asking.file(first);
    await until(() => told.has(first.id));
    asked.clear();
    await operator.answer(first.id, responseTo(first.id));
    await until(() => asked.has(first.id));
    told.clear();
    await asking.archive(first.id);
    await until(() => told.has(first.id));
    for (const stop of [stopAsking, stopAsking, stopTelling]) stop();
    await asking.file(second);
    await operator.answer(second.id, responseTo(second.id));
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual([asked.has(second.id), told.has(second.id)], [false, false]);
  });
}

function responseTo(
  proposal: string,
  status: OperatorResponse["status"] = "approved",
): OperatorResponse {
  const answered = "2026-01-02T03:04:05.000Z";
  return { status, notes: "a test key", proposal_id: proposal, answered_at: answered };
}
