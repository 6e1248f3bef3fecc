import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { readAhead } from "../../lib/proxy/read_ahead.ts";

const half = new Uint8Array(limits.tlsReadAheadBytes / 2);

Deno.test("readAhead() gives slices in their order, then nothing", () => {
  const ahead = readAhead();
  const slices = [new Uint8Array(1), new Uint8Array(2)];
  slices.forEach(ahead.add);
  assert.deepEqual([ahead.take(), ahead.take(), ahead.take()], [...slices, undefined]);
});

Deno.test("readAhead() asks to wait while it is full, and until it is not", async () => {
  const ahead = readAhead();
  ahead.add(half);
  assert.equal(ahead.room(), undefined);
  ahead.add(half);
  let opened = false;
  const wait = ahead.room()?.then(() => opened = true);
  assert.notEqual(wait, undefined);
  await Promise.resolve();
  assert.equal(opened, false);
  ahead.take();
  await wait;
  assert.equal(ahead.room(), undefined);
});

Deno.test("readAhead() lets nobody wait once it is released", async () => {
  const ahead = readAhead();
  ahead.add(half);
  ahead.add(half);
  const wait = ahead.room();
  ahead.release();
  await wait;
  assert.equal(ahead.room(), undefined);
});
