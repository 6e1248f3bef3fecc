import assert from "node:assert/strict";
import { createIntrospection } from "../../lib/introspect/app.ts";
import type { Route } from "../../lib/policy/route.ts";
import { testRoute } from "../support/route.ts";

const certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

function introspection(routes: () => readonly Route[] = () => []) {
  return createIntrospection({ routes, certificatePem: () => certificate, version: "0.1.0" });
}

async function ask(path: string, routes: readonly Route[] = [], init?: RequestInit) {
  const request = new Request(`http://_egress.local${path}`, init);
  const response = await introspection(() => routes).fetch(request);
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    body: await response.text(),
  };
}

const credential = testRoute({
  host: "api.test",
  credential: {
    source: { kind: "env", name: "EGRESS_TOKEN_0" },
    form: { kind: "scheme", scheme: "Bearer" },
  },
  spec: { host: "api.test", auth_scheme: "Bearer", token_env: "EGRESS_TOKEN_0" },
});

Deno.test("createIntrospection() on GET /allowlist shows the routes as the file has them, with names of variables", async () => {
  assert.deepEqual(await ask("/allowlist", [credential, testRoute()]), {
    status: 200,
    type: "application/json",
    body: `{
  "routes": [
    {
      "host": "api.test",
      "auth_scheme": "Bearer",
      "token_env": "EGRESS_TOKEN_0"
    },
    {
      "host": "a.test"
    }
  ]
}`,
  });
});

Deno.test("createIntrospection() on GET /allowlist shows an empty list where there are no routes", async () => {
  assert.equal((await ask("/allowlist")).body, '{\n  "routes": []\n}');
});

Deno.test("createIntrospection() on /allowlist answers any method alike, with a query too, and changes nothing", async () => {
  const expected = await ask("/allowlist", [credential]);
  for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE"]) {
    assert.deepEqual(await ask("/allowlist", [credential], { method }), expected, method);
  }
  assert.deepEqual(await ask("/allowlist?host=x", [credential]), expected);
  const head = await ask("/allowlist", [credential], { method: "HEAD" });
  assert.deepEqual(head, { ...expected, body: "" });
});

Deno.test("createIntrospection() on /allowlist shows the table of the moment", async () => {
  let routes: Route[] = [];
  const app = introspection(() => routes);
  assert.match(await (await app.request("/allowlist")).text(), /\[\]/);
  routes = [testRoute({ host: "later.test" })];
  assert.match(await (await app.request("/allowlist")).text(), /later\.test/);
});

Deno.test("createIntrospection() on GET /healthz says ok", async () => {
  const { status, type, body } = await ask("/healthz", [testRoute()]);
  assert.equal(status, 200);
  assert.equal(type, "application/json");
  assert.deepEqual(JSON.parse(body), { status: "ok", version: "0.1.0", routes: 1 });
});

Deno.test("createIntrospection() on GET /ca.pem gives the certificate", async () => {
  assert.deepEqual(await ask("/ca.pem"), {
    status: 200,
    type: "application/x-pem-file",
    body: certificate,
  });
});

Deno.test("createIntrospection() on GET / gives the guide as text", async () => {
  const { status, type, body } = await ask("/", [credential]);
  assert.equal(status, 200);
  assert.equal(type, "text/plain; charset=utf-8");
  assert.match(body, /api\.test/);
});

Deno.test("createIntrospection() answers 404 to another path and names it in Python's quotes", async () => {
  const rows: [string, string][] = [
    ["/nothing", "'/nothing'"],
    ["/allowlist/", "'/allowlist/'"],
    ["/Allowlist", "'/Allowlist'"],
    ["/%61llowlist", "'/%61llowlist'"],
    ["/a%0d%0ab?query=dropped", "'/a%0d%0ab'"],
    ["//allowlist", "'//allowlist'"],
    ["/it's", `"/it's"`],
  ];
  for (const [path, quoted] of rows) {
    assert.deepEqual(await ask(path), {
      status: 404,
      type: "text/plain; charset=utf-8",
      body: `egress introspection: no such endpoint ${quoted}`,
    });
  }
});

Deno.test("createIntrospection() forbids caching and sniffing and opens nothing to other origins", async () => {
  for (const path of ["/", "/allowlist", "/healthz", "/ca.pem", "/nothing"]) {
    const headers = { origin: "http://other.test" };
    const response = await introspection().request(path, { headers });
    assert.deepEqual([...response.headers.keys()].sort(), [
      "cache-control",
      "content-type",
      "x-content-type-options",
    ]);
    assert.equal(response.headers.get("cache-control"), "no-store");
    assert.equal(response.headers.get("x-content-type-options"), "nosniff");
  }
});

Deno.test("createIntrospection() throws a bug on to the edge of the connection", async () => {
  const app = introspection(() => {
    throw new TypeError("a bug");
  });
  // Hono throws where no middleware waits and rejects where one does.
  await assert.rejects(async () => await app.request("/allowlist"), /a bug/);
});
