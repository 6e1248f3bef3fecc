import assert from "node:assert/strict";
import { backoffMs } from "../../../lib/admin/page/backoff.js";

Deno.test("backoffMs() doubles up to its bound, a quarter more or less", () => {
  const middle = [1, 2, 3, 6, 1_000].map((failures) => backoffMs(failures, 0.5));
  assert.deepEqual(middle, [500, 1_000, 2_000, 15_000, 15_000]);
  assert.deepEqual([backoffMs(1, 0), backoffMs(1, 1)], [375, 625]);
});
