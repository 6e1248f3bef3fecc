import assert from "node:assert/strict";
import { guide } from "../../lib/introspect/guide.ts";
import { testRoute } from "../support/route.ts";

/** The lines between ALLOWED and REFUSED. */
function allowedLines(...routes: Parameters<typeof guide>[0]): string[] {
  const lines = guide(routes, "0.1.0").split("\n");
  return lines.slice(lines.indexOf("ALLOWED") + 1, lines.indexOf("REFUSED") - 1);
}

Deno.test("guide() says that nothing is allowed without routes", () => {
  assert.deepEqual(allowedLines(), ["  nothing: there are no routes"]);
});

Deno.test("guide() shows a whole host, and what else its route grants", () => {
  assert.deepEqual(
    allowedLines(
      testRoute(),
      testRoute({
        host: "git.test",
        ports: [443, 8443],
        gitFetch: true,
        credential: {
          source: { kind: "env", name: "EGRESS_TOKEN_0" },
          form: { kind: "scheme", scheme: "Bearer" },
        },
      }),
    ),
    [
      "  a.test",
      "    any method, any path",
      "  git.test (ports 443, 8443; the proxy adds the credential; git clone and fetch)",
      "    any method, any path",
    ],
  );
});

Deno.test("guide() shows a line for each entry of matches", () => {
  const route = testRoute({
    matches: [],
    spec: {
      host: "a.test",
      matches: [
        { methods: ["get", "POST"], paths: [{ value: "/v1/" }, { type: "exact", value: "/v2" }] },
        { headers: [{ name: "x-version", value: "1" }] },
        { paths: [{ type: "regex", value: "/a\nb" }] },
      ],
    },
  });
  assert.deepEqual(allowedLines(route), [
    "  a.test",
    "    GET, POST, path prefix /v1/ or exact /v2",
    "    any method, any path, with header x-version exact 1",
    "    any method, path regex /a b",
  ]);
});

Deno.test("guide() says how to trust the authority and how to ask, in printable ASCII", () => {
  const text = guide([testRoute()], "0.1.0");
  assert.match(text, /^egress 0\.1\.0: /);
  assert.match(text, /http:\/\/_egress\.local\/ca\.pem/);
  assert.match(text, /NODE_EXTRA_CA_CERTS/);
  assert.match(text, /x-egress-reason/);
  assert.match(text, /^[\n -~]*\n$/);
  for (const line of text.split("\n")) assert.ok(line.length <= 100, line);
});
