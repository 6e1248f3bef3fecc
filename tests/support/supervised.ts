import assert from "node:assert/strict";
import { createApprovals } from "../../lib/supervise/approvals.ts";
import { createSupervisor } from "../../lib/supervise/ask.ts";
import type { SupervisorOptions } from "../../lib/supervise/supervisor.ts";
import { manualTimers } from "./manual_timers.ts";
import { memoryQueue } from "./memory_queue.ts";
import { until } from "./until.ts";

/** A supervisor over a queue in memory, with a clock that the test moves. */
export function supervised(options: Partial<SupervisorOptions> = {}) {
  const queue = memoryQueue();
  const timers = manualTimers();
  const approvals = createApprovals();
  const lines: string[] = [];
  const supervisor = createSupervisor({
    queue,
    approvals,
    slug: "bottle",
    timeoutSeconds: 300,
    redact: (text) => text,
    write: (line) => void lines.push(line),
    timers,
    ...options,
  });
  const answer = (id: string, status: "approved" | "rejected") =>
    queue.answer(id, { status, notes: "", proposal_id: id, answered_at: "" });
  /** The ids of the open proposals, once there are so many. */
  const open = async (count: number) => {
    let ids = await queue.open();
    await until(() => {
      void queue.open().then((now) => ids = now);
      return ids.length === count;
    }, { what: `${count} open proposals` });
    return ids;
  };
  /** Nothing is left of any question. */
  const flat = async () => {
    await until(() => supervisor.openQuestions + supervisor.heldRequests === 0);
    await until(() => timers.open === 0);
    assert.deepEqual([queue.listeners, await queue.open()], [0, []]);
  };
  return { queue, timers, approvals, lines, supervisor, answer, open, flat };
}
