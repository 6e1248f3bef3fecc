import assert from "node:assert/strict";
import { parseRoutes } from "../../../lib/config/routes_file.ts";
import type { RecordedRequest } from "../../../lib/observe/record/read_recorded.ts";
import { replayRequest } from "../../../lib/observe/record/replay_request.ts";

const { table } = parseRoutes(
  `routes:
  - host: whole.test
  - host: get.test
    matches: [{ methods: [GET], paths: [{ value: /v1 }] }]
  - host: header.test
    matches: [{ headers: [{ name: x-v, value: "1" }] }]
  - { host: git.test, git: { fetch: true } }
  - { host: port.test, ports: [8443] }
`,
  "new.yaml",
);

/** A request that was forwarded, unless the parts say otherwise. */
function request(parts: Partial<RecordedRequest> = {}): RecordedRequest {
  return {
    method: "GET",
    scheme: "https",
    host: "whole.test",
    port: 443,
    path: "/x",
    query: null,
    whole: true,
    headers: [],
    values: {},
    allowed: true,
    reason: null,
    ...parts,
  };
}

const refused = (parts: Partial<RecordedRequest>) =>
  request({ allowed: false, reason: "host-not-allowed", ...parts });

Deno.test("replayRequest() finds what is refused now, with the rule and its words", () => {
  const rows: [Partial<RecordedRequest>, rule: string, reason: string][] = [
    [{ host: "gone.test" }, "allowlist", "host-not-allowed"],
    [{ host: "get.test" }, "matches", "no-match"],
    [{ host: "get.test", path: "/v1/x", method: "POST" }, "matches", "no-match"],
    [{ host: "port.test" }, "ports", "port-not-allowed"],
    [{ path: "/r/info/refs", query: "service=git-upload-pack" }, "git fetch", "git-fetch"],
    [{ host: "header.test" }, "matches", "no-match"],
    [{ host: "header.test", headers: ["x-v"], values: { "x-v": ["2"] } }, "matches", "no-match"],
  ];
  for (const [parts, rule, reason] of rows) {
    const replayed = replayRequest(table, request(parts));
    assert.ok(replayed.kind === "changed", JSON.stringify(parts));
    assert.deepEqual([replayed.rule, replayed.to], [rule, { kind: "refuse", reason }]);
    assert.match(replayed.detail, /^egress: /);
  }
});

Deno.test("replayRequest() finds what is allowed now", () => {
  for (
    const parts of [
      { host: "whole.test" },
      { host: "get.test", path: "/v1/x", reason: "no-match" as const },
      { host: "header.test", headers: ["x-v"], values: { "x-v": ["1"] } },
      { host: "port.test", port: 8443, reason: "port-not-allowed" as const },
      { host: "git.test", path: "/r.git/info/refs", reason: "git-fetch" as const },
    ]
  ) {
    const replayed = replayRequest(table, refused(parts));
    assert.ok(replayed.kind === "changed", JSON.stringify(parts));
    assert.deepEqual([replayed.from.kind, replayed.to.kind], ["refuse", "forward"]);
  }
});

Deno.test("replayRequest() finds nothing where the verdict stays, for another reason too", () => {
  for (
    const one of [
      request(),
      request({ reason: "upstream-timeout" }),
      refused({ host: "gone.test" }),
      refused({ host: "gone.test", reason: "secret-found" }),
      refused({ host: "get.test" }),
    ]
  ) assert.deepEqual(replayRequest(table, one), { kind: "same" });
});

Deno.test("replayRequest() does not tell what the record does not hold", () => {
  const lfs = { host: "git.test", path: "/r.git/info/lfs/objects/batch", method: "POST" };
  for (
    const one of [
      refused({ reason: null }),
      refused({ reason: "secret-found" }),
      request({ reason: "private-address" }),
      request({ host: "get.test", whole: false }),
      request({ host: "header.test", headers: ["x-v"] }),
      refused({ ...lfs, reason: "git-push" }),
    ]
  ) assert.equal(replayRequest(table, one).kind, "untold", JSON.stringify(one));
  assert.equal(replayRequest(table, request(lfs)).kind, "same");
  const hidden = request({ host: "gone.test", whole: false });
  assert.equal(replayRequest(table, hidden).kind, "changed");
});
