import assert from "node:assert/strict";
import { showStatus } from "../../lib/admin/show_status.ts";
import { forwarded } from "../support/observed_requests.ts";
import { testRoute } from "../support/route.ts";
import { testAdmin } from "../support/test_admin.ts";

Deno.test("showStatus() counts what there was and what is", () => {
  const { parts, begin } = testAdmin({ routes: () => [testRoute()] });
  forwarded(begin(), testRoute());
  begin().held("a");
  assert.deepEqual(showStatus(parts, 5), {
    version: "0.0.0",
    started_ms: 5,
    now_ms: 1_700_000_060_000,
    routes: 1,
    requests: 2,
    under_way: 1,
    held: 1,
    tunnels: 0,
    supervised: true,
    held_seconds: 300,
  });
  const off = showStatus({ ...parts, queue: undefined }, 5);
  assert.deepEqual([off.supervised, off.held_seconds], [false, null]);
});
