import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import type { MatchFailure } from "../../lib/policy/match.ts";
import { refuseNoMatch } from "../../lib/policy/no_match.ts";
import { route } from "../support/policy_values.ts";

function words(path: string, ...failures: readonly MatchFailure[]): string {
  const refusal = refuseNoMatch(route({ host: "a.example" }), "PUT", path, failures);
  assert.deepEqual([refusal.status, refusal.reason], [403, "no-match"]);
  assert.match(refusal.text, /^egress: PUT .* the route for a\.example; /);
  return refusal.text;
}

Deno.test("refuseNoMatch() proposes the smallest change for the entry that came nearest", () => {
  assert.match(
    words("/x", { entry: 0, part: "path" }),
    /\{ type: exact, value: "\/x" \} in the paths of "matches" entry 1/,
  );
  assert.match(
    words("/x", { entry: 0, part: "path" }, { entry: 1, part: "method" }),
    /"PUT" in the methods of "matches" entry 2/,
  );
  assert.match(
    words("/x", { entry: 0, part: "header", name: "x-version" }, { entry: 1, part: "method" }),
    /send the header x-version once, as "matches" entry 1/,
  );
  assert.match(words("/x"), /an entry in "matches"/);
});

Deno.test("refuseNoMatch() shortens a long path", () => {
  const long = `/${"a".repeat(10 * limits.shownCharacters)}`;
  assert.ok(words(long, { entry: 0, part: "path" }).length < 4 * limits.shownCharacters);
});
