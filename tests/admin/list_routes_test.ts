import assert from "node:assert/strict";
import { listRoutes } from "../../lib/admin/list_routes.ts";
import { forwarded } from "../support/observed_requests.ts";
import { match } from "../support/policy_values.ts";
import { testRoute } from "../support/route.ts";
import { testAdmin } from "../support/test_admin.ts";

Deno.test("listRoutes() shows the routes of now, with those that never matched", () => {
  const used = testRoute({ matches: [match({ methods: ["PUT"] }), match({})] });
  const idle = testRoute({ host: "idle.test" });
  const { parts, begin } = testAdmin({ routes: () => [used, idle] });
  forwarded(begin(), used);
  assert.deepEqual(listRoutes(parts).routes, [
    { route: { host: "a.test" }, allowed: 1, refused: 0, matches: [0, 1] },
    { route: { host: "idle.test" }, allowed: 0, refused: 0, matches: [] },
  ]);
});
