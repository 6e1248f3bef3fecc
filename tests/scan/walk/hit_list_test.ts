import assert from "node:assert/strict";
import { HitList } from "../../../lib/scan/walk/hit_list.ts";

Deno.test("HitList keeps hits in order while it grows", () => {
  const hits = new HitList();
  for (let i = 0; i < 1000; i++) hits.add(i, 3 * i);
  assert.equal(hits.length, 1000);
  assert.equal(hits.stateAt(999), 999);
  assert.equal(hits.positionAt(999), 2997);
  assert.equal(hits.positionAt(0), 0);
});
