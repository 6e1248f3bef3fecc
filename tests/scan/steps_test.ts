import assert from "node:assert/strict";
import { runSteps, type Steps } from "../../lib/scan/steps.ts";

Deno.test("runSteps() gives what the steps return and calls the turn between two of them", async () => {
  function* steps(): Steps<string> {
    yield;
    yield;
    return "done";
  }
  let turns = 0;
  assert.equal(await runSteps(steps(), () => void turns++), "done");
  assert.equal(turns, 2);
});

Deno.test("runSteps() goes on after a promise that was yielded has settled", async () => {
  const order: string[] = [];
  const late = Promise.resolve().then(() => order.push("late"));
  function* steps(): Steps<void> {
    yield late;
    order.push("after");
  }
  await runSteps(steps());
  assert.deepEqual(order, ["late", "after"]);
});

Deno.test("runSteps() throws a rejected promise into the steps, which may catch it", async () => {
  function* steps(): Steps<string> {
    try {
      yield Promise.reject(new Error("broken"));
    } catch (error) {
      return error instanceof Error ? `caught ${error.message}` : "";
    }
    return "not caught";
  }
  assert.equal(await runSteps(steps()), "caught broken");
});

Deno.test("runSteps() throws what the steps throw", async () => {
  // deno-lint-ignore require-yield
  function* steps(): Steps<void> {
    throw new Error("ours");
  }
  await assert.rejects(runSteps(steps()), { message: "ours" });
});
