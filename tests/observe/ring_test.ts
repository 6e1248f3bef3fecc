import assert from "node:assert/strict";
import { createRing } from "../../lib/observe/ring.ts";

function filled(most: number, count: number) {
  const ring = createRing<{ readonly id: number }>(most);
  for (let id = 1; id <= count; id++) ring.add({ id });
  return ring;
}

const ids = (things: Iterable<{ readonly id: number }>) => [...things].map(({ id }) => id);

Deno.test("createRing() keeps the newest, lists them from the newest on and forgets the rest", () => {
  const ring = filled(3, 5);
  assert.deepEqual(ids(ring.newest()), [5, 4, 3]);
  assert.equal(ring.get(2), undefined);
  assert.equal(ring.get(3)?.id, 3);
  assert.equal(ring.get(6), undefined);
  assert.equal(ring.size, 3);
});

Deno.test("newest() goes on where a page ended, and beyond both ends there is nothing", () => {
  const ring = filled(4, 6);
  assert.deepEqual(ids(ring.newest(5)), [4, 3]);
  assert.deepEqual(ids(ring.newest(3)), []);
  assert.deepEqual(ids(ring.newest(100)), [6, 5, 4, 3]);
  assert.deepEqual(ids(filled(4, 0).newest()), []);
});

Deno.test("newest() ends where things were overwritten while it was read", () => {
  const ring = filled(3, 3);
  const reading = ring.newest();
  assert.equal(reading.next().value?.id, 3);
  for (const id of [4, 5]) ring.add({ id });
  assert.equal(reading.next().done, true);
});
