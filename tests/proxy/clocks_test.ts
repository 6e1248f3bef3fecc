import assert from "node:assert/strict";
import { createClocks } from "../../lib/proxy/clocks.ts";

const expiry = (clocks: ReturnType<typeof createClocks>, ms: number, what: string) =>
  new Promise<string>((resolve) => clocks.watch(resolve).set(ms, what));

Deno.test("createClocks() calls expired once, with the words of the last setting", async () => {
  const clocks = createClocks(1);
  const calls: string[] = [];
  const watch = clocks.watch((what) => calls.push(what));
  watch.set(60_000, "first");
  watch.set(1, "second");
  await expiry(clocks, 5, "a later one");
  assert.deepEqual(calls, ["second"]);
  watch.set(0, "set again behind its expiry");
  await expiry(clocks, 5, "a later one");
  assert.deepEqual(calls, ["second"]);
  clocks.stop();
});

Deno.test("createClocks() lets no clock expire that was cleared, ended, moved on or never set", async () => {
  const clocks = createClocks(1);
  const calls: string[] = [];
  const watches = ["cleared", "ended", "moved", "unset"].map((name) =>
    clocks.watch(() => calls.push(name))
  );
  const [cleared, ended, moved] = watches;
  for (const watch of [cleared, ended, moved]) watch?.set(1, "soon");
  cleared?.clear();
  ended?.end();
  moved?.set(60_000, "later");
  await expiry(clocks, 5, "");
  assert.deepEqual(calls, []);
  for (const watch of watches) watch.end();
});

const sanitized = { sanitizeOps: true, sanitizeResources: true };

Deno.test("createClocks() runs its ticker only while there is a watch", sanitized, async () => {
  // The test runner reports a timer that is left over.
  const slow = createClocks(60_000);
  const watch = slow.watch(() => {});
  slow.watch(() => {}).end();
  watch.end();
  const clocks = createClocks(1);
  clocks.watch(() => {}).end();
  assert.equal(await expiry(clocks, 1, "again"), "again");
});

Deno.test("createClocks() does not let time run differently for a clock that is ended by another's expiry", async () => {
  const clocks = createClocks(1);
  const calls: string[] = [];
  const second = clocks.watch(() => calls.push("second"));
  const first = clocks.watch(() => {});
  first.end();
  const ending = new Promise<void>((resolve) => {
    const watch = clocks.watch(() => {
      second.end();
      resolve();
    });
    watch.set(1, "");
  });
  await ending;
  await expiry(clocks, 5, "");
  assert.deepEqual(calls, []);
});

Deno.test("createClocks() is as many times faster as it is told", async () => {
  const clocks = createClocks(1, 100_000);
  assert.equal(await expiry(clocks, 120_000, "two minutes"), "two minutes");
  const signal = clocks.timeout(120_000);
  await new Promise((resolve) => signal.addEventListener("abort", resolve));
  assert.equal(signal.reason.name, "TimeoutError");
});

Deno.test("createClocks() forgets all clocks when it is stopped", async () => {
  const clocks = createClocks(1);
  let called = false;
  clocks.watch(() => called = true).set(1, "");
  clocks.stop();
  await expiry(createClocks(1), 5, "");
  assert.equal(called, false);
});

Deno.test("createClocks() lets no clock expire that another's expiry ended in the same moment", async () => {
  const clocks = createClocks(1);
  const calls: string[] = [];
  const first = clocks.watch(() => {
    calls.push("first");
    second.end();
  });
  const second = clocks.watch(() => calls.push("second"));
  first.set(1, "");
  second.set(1, "");
  await expiry(clocks, 5, "");
  assert.deepEqual(calls, ["first"]);
  clocks.stop();
});
