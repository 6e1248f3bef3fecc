import assert from "node:assert/strict";
import type { Decision } from "../../lib/supervise/decision.ts";
import { questionOf } from "../support/questions.ts";
import { supervised } from "../support/supervised.ts";

Deno.test("createSupervisor() leaves nothing behind in whatever order things end", async () => {
  const { supervisor, timers, answer, queue, flat } = supervised({ timeoutSeconds: 10 });
  // A fixed sequence that looks like none (a linear congruential generator).
  let state = 1;
  const dice = (sides: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
  const decisions: Promise<Decision>[] = [];
  const agents: AbortController[] = [];
  for (let turn = 0; turn < 600; turn++) {
    const agent = new AbortController();
    agents.push(agent);
    const host = `h${dice(5)}.example`;
    decisions.push(
      supervisor.ask(questionOf({ host, value: `dummy-${dice(40)}` }), agent.signal),
    );
    if (dice(3) === 0) agents[dice(agents.length)]?.abort();
    if (dice(4) === 0) timers.advance(dice(2_000));
    if (dice(2) === 0) await new Promise<void>((resolve) => queueMicrotask(resolve));
    const open = await queue.open();
    const id = open[dice(Math.max(1, open.length))];
    if (id !== undefined && dice(3) === 0) {
      await answer(id, dice(2) === 0 ? "approved" : "rejected");
    }
  }
  timers.advance(10_000);
  const kinds = new Set((await Promise.all(decisions)).map(({ kind }) => kind));
  assert.deepEqual([...kinds].sort(), ["approved", "rejected", "timed-out", "withdrawn"]);
  await flat();
});
