import assert from "node:assert/strict";
import { createLimiter } from "../../lib/ca/limiter.ts";

Deno.test("createLimiter() runs so many at once and the others in turn", async () => {
  const limited = createLimiter(2, 10);
  const gates = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
  const begun: number[] = [];
  const works = gates.map((gate, index) =>
    limited(async () => {
      begun.push(index);
      await gate.promise;
      return index;
    })
  );
  await Promise.resolve();
  assert.deepEqual(begun, [0, 1]);
  gates[1]?.resolve();
  assert.equal(await works[1], 1);
  await Promise.resolve();
  assert.deepEqual(begun, [0, 1, 2]);
  for (const gate of gates) gate.resolve();
  assert.deepEqual(await Promise.all(works), [0, 1, 2, 3]);
});

Deno.test("createLimiter() refuses when too many wait, and takes work again afterwards", async () => {
  const limited = createLimiter(1, 1);
  const gate = Promise.withResolvers<string>();
  const first = limited(() => gate.promise);
  const second = limited(() => Promise.resolve("second"));
  await assert.rejects(limited(() => Promise.resolve("third")), /more than 1 wait/);
  gate.resolve("first");
  assert.deepEqual(await Promise.all([first, second]), ["first", "second"]);
  assert.equal(await limited(() => Promise.resolve("fourth")), "fourth");
});

Deno.test("createLimiter() never runs more than allowed while places are handed on", async () => {
  const limited = createLimiter(1, 10);
  let running = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
  };
  const early = [limited(work), limited(work)];
  await early[0];
  await Promise.all([...early, limited(work), limited(work)]);
  assert.equal(most, 1);
});

Deno.test("createLimiter() gives the place on after a failure", async () => {
  const limited = createLimiter(1, 1);
  const failing = limited(() => Promise.reject(new Error("failed")));
  const next = limited(() => Promise.resolve("next"));
  await assert.rejects(failing, /failed/);
  assert.equal(await next, "next");
});
