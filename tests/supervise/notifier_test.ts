import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { createNotifier } from "../../lib/supervise/notifier.ts";
import { manualTimers } from "../support/manual_timers.ts";
import { proposalOf } from "../support/questions.ts";

/** A notifier whose posts end as `results` say, one after the other: a status, or words. */
function notifying(...results: (number | string)[]) {
  const timers = manualTimers();
  const bodies: string[] = [];
  const lines: string[] = [];
  const left = [...results];
  const notifier = createNotifier({
    post: (body) => {
      bodies.push(body);
      const result = left.shift() ?? 200;
      return typeof result === "number"
        ? Promise.resolve(result)
        : Promise.reject(new Error(result));
    },
    link: (id) => `http://127.0.0.1:9098/#question=${id}`,
    write: (line) => void lines.push(line),
    timers,
  });
  return { notifier, timers, bodies, lines };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 1));

Deno.test("createNotifier() sends what the operator reads, with the link, and nothing else", async () => {
  const { notifier, bodies, lines } = notifying();
  const proposal = proposalOf();
  notifier.notice(proposal);
  await settle();
  assert.deepEqual(bodies.map((body) => JSON.parse(body)), [{
    event: "egress_question",
    id: proposal.id,
    bottle_slug: "bottle",
    arrival_timestamp: proposal.arrival_timestamp,
    host: "api.example.com",
    method: "POST",
    path: "/v1/messages",
    context: "key ********",
    found: "a dummy key in the body",
    link: `http://127.0.0.1:9098/#question=${proposal.id}`,
  }]);
  assert.deepEqual(lines, []);
});

Deno.test("createNotifier() tries again with growing pauses, and ends with the first that is taken", async () => {
  const { notifier, timers, bodies, lines } = notifying(500, "the network failed", 429, 204);
  notifier.notice(proposalOf());
  for (const [sent, pause] of [[1, 1000], [2, 2000], [3, 4000]] as const) {
    await settle();
    assert.equal(bodies.length, sent);
    timers.advance(pause - 1);
    await settle();
    assert.equal(bodies.length, sent);
    timers.advance(1);
  }
  await settle();
  assert.deepEqual([bodies.length, timers.open, lines], [4, 0, []]);
});

Deno.test("createNotifier() gives up in a line, at once where trying again cannot help", async () => {
  const forbidden = notifying(403);
  forbidden.notifier.notice(proposalOf());
  await settle();
  assert.match(forbidden.lines.join(), /is not sent: it was answered with 403$/);
  const failing = notifying(...Array<string>(limits.noticeTries).fill("the network failed"));
  failing.notifier.notice(proposalOf());
  for (let i = 0; i < limits.noticeTries; i++) {
    await settle();
    failing.timers.advance(60_000);
  }
  await settle();
  assert.equal(failing.bodies.length, limits.noticeTries);
  assert.match(failing.lines.join(), /is not sent: the network failed$/);
});

Deno.test("createNotifier() keeps no more notices than its bound", async () => {
  const { notifier, lines, timers, bodies } = notifying(...Array<number>(1000).fill(500));
  for (let i = 0; i < limits.noticesWaiting + 2; i++) notifier.notice(proposalOf());
  await settle();
  assert.equal(bodies.length, limits.noticesWaiting);
  assert.equal(lines.filter((line) => /others wait already$/.test(line)).length, 2);
  notifier.stop();
  await settle();
  assert.equal(timers.open, 0);
});

Deno.test("stop() ends the pauses, and nothing is tried again", async () => {
  const { notifier, timers, bodies } = notifying(500);
  notifier.notice(proposalOf());
  await settle();
  notifier.stop();
  await settle();
  notifier.notice(proposalOf());
  await settle();
  assert.deepEqual([bodies.length, timers.open], [1, 0]);
});
