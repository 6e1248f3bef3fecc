import assert from "node:assert/strict";
import { listHosts } from "../../lib/admin/list_hosts.ts";
import { forwarded, NO_MATCH, refused } from "../support/observed_requests.ts";
import { testRoute } from "../support/route.ts";
import { testAdmin } from "../support/test_admin.ts";

Deno.test("listHosts() has the busiest host first, and redacts those that the agent made up", () => {
  const { parts, begin } = testAdmin();
  refused(begin(), NO_MATCH, undefined, "hunter2.test");
  for (let i = 0; i < 2; i++) forwarded(begin(), testRoute());
  const { hosts } = listHosts(parts);
  assert.deepEqual(hosts.map(({ host, requests }) => [host, requests]), [
    ["a.test", 2],
    ["********.test", 1],
  ]);
});
