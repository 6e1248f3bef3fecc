import assert from "node:assert/strict";
import { createHeldBodies } from "../../lib/proxy/held_bodies.ts";

Deno.test("take() gives room to all shares together up to the bound, and takes nothing beyond it", () => {
  const bodies = createHeldBodies(10);
  const one = bodies.share();
  const other = bodies.share();
  assert.equal(one.take(6), true);
  assert.equal(other.take(5), false);
  assert.equal(bodies.bytes, 6);
  assert.equal(other.take(4), true);
  assert.equal(one.take(1), false);
});

Deno.test("give() gives back a part, and never more than was taken", () => {
  const bodies = createHeldBodies(10);
  const share = bodies.share();
  share.take(6);
  share.give(4);
  assert.equal(bodies.bytes, 2);
  share.give(4);
  share.end();
  assert.equal(bodies.bytes, 0);
});

Deno.test("end() gives back all of a share, once", () => {
  const bodies = createHeldBodies(10);
  const share = bodies.share();
  let freed = 0;
  share.atEnd(() => freed++);
  share.take(3);
  share.take(4);
  share.end();
  share.end();
  assert.deepEqual([bodies.bytes, freed], [0, 1]);
});
