import assert from "node:assert/strict";
import { createRouteCounts } from "../../lib/observe/route_counts.ts";
import { match } from "../support/policy_values.ts";
import { testRoute } from "../support/route.ts";

const spec = { host: "a.test", matches: [{ methods: ["GET"] }, { methods: ["POST"] }] };
const route = () => testRoute({ spec, matches: [match({}), match({})] });

Deno.test("createRouteCounts() counts what a route allowed, by entry, and what it did not", () => {
  const counts = createRouteCounts();
  const one = route();
  counts.add({ route: one, allowed: true, match: 1 });
  counts.add({ route: one, allowed: true, match: 1 });
  counts.add({ route: one, allowed: false, match: undefined });
  counts.add({ route: undefined, allowed: false, match: undefined });
  assert.deepEqual(counts.of(one), { allowed: 2, refused: 1, matches: [0, 2] });
});

Deno.test("createRouteCounts() goes on with a route that a reload made again, and begins with a changed one", () => {
  const counts = createRouteCounts();
  counts.add({ route: route(), allowed: true, match: 0 });
  assert.equal(counts.of(route()).allowed, 1);
  assert.equal(counts.of(testRoute()).allowed, 0);
  counts.keep([testRoute()]);
  assert.equal(counts.of(route()).allowed, 0);
});
