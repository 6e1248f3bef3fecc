import assert from "node:assert/strict";
import { createReplaySums } from "../../lib/cli/replay_sums.ts";
import type { RecordedRequest } from "../../lib/observe/record/read_recorded.ts";
import type { Replayed } from "../../lib/observe/record/replay_request.ts";

const REQUEST: RecordedRequest = {
  method: "GET",
  scheme: "https",
  host: "a.test",
  port: 443,
  path: "/x",
  query: "q",
  whole: true,
  headers: [],
  values: {},
  allowed: true,
  reason: null,
};

const CHANGED: Replayed = {
  kind: "changed",
  from: { kind: "forward", reason: null },
  to: { kind: "refuse", reason: "no-match" },
  rule: "matches",
  detail: "why",
};

Deno.test("createReplaySums() counts alike changes together, the most frequent first", () => {
  const sums = createReplaySums();
  sums.add({ ...REQUEST, path: "/y", port: 8443 }, CHANGED);
  for (const query of ["a", "b"]) sums.add({ ...REQUEST, query }, CHANGED);
  sums.add(REQUEST, { kind: "same" });
  sums.add(REQUEST, { kind: "untold", why: "so" });
  sums.lost(3);
  sums.badLine();
  const { changes, ...rest } = sums.all();
  assert.deepEqual(changes.map(({ count, url }) => [count, url]), [
    [2, "https://a.test/x"],
    [1, "https://a.test:8443/y"],
  ]);
  assert.deepEqual(rest, {
    requests: 5,
    same: 1,
    changed: 3,
    unlisted: 0,
    untold: { so: 1 },
    bad_lines: 1,
    lost: 3,
  });
});

Deno.test("createReplaySums() lists so many, and counts the rest", () => {
  const sums = createReplaySums(2);
  for (const path of ["/1", "/2", "/3", "/1"]) sums.add({ ...REQUEST, path }, CHANGED);
  const { changes, unlisted, changed } = sums.all();
  assert.deepEqual([changes.length, unlisted, changed], [2, 1, 4]);
});
