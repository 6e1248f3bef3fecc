import assert from "node:assert/strict";
import { matchWords, routeWords } from "../../../lib/admin/page/route_words.js";

Deno.test("matchWords() says method, paths and headers of an entry in a line", () => {
  assert.equal(matchWords({}), "any method any path");
  assert.equal(
    matchWords({
      methods: ["post", "PUT"],
      paths: [{ value: "/v1/" }, { type: "exact", value: "/x" }, { type: "regex", value: "/y.*" }],
      headers: [{ name: "anthropic-version", value: "2023-06-01" }],
    }),
    "POST PUT /v1/ … or /x or ~ /y.*, with anthropic-version: 2023-06-01",
  );
});

Deno.test("routeWords() names the credential's variable and what is not the default", () => {
  assert.deepEqual(routeWords({ host: "a.test" }), []);
  assert.deepEqual(
    routeWords({
      host: "a.test",
      auth_scheme: "Bearer",
      token_env: "EGRESS_TOKEN_0",
      ports: [443],
      git: { fetch: true },
      allow_private_addresses: true,
      dlp: { outbound_detectors: false, inbound_detectors: false, outbound_on_match: "block" },
    }),
    [
      ...["Bearer of EGRESS_TOKEN_0", "ports 443", "git fetch", "private addresses"],
      ...["no scan on the way out", "no scan of answers", "on a finding: block"],
    ],
  );
});
