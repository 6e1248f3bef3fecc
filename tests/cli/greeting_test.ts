import assert from "node:assert/strict";
import { greeting } from "../../lib/cli/greeting.ts";
import { createLiveConfig } from "../../lib/config/live.ts";
import { Secret } from "../../lib/secret.ts";

async function greet(hostname: string, routes: string, token?: string): Promise<string[]> {
  const live = createLiveConfig({
    path: "routes.yaml",
    readText: () => Promise.resolve(routes),
    report: () => {},
  });
  await live.load("boot");
  const address = { transport: "tcp", hostname, port: 9099 } as const;
  const proxyToken = token === undefined ? undefined : new Secret(token);
  return greeting({ address, caPath: "/ca.pem", live }, { proxyToken }).split("\n");
}

Deno.test("greeting() says where it listens, what it trusts, and what to set for an agent", async () => {
  assert.deepEqual(await greet("0.0.0.0", "routes: [{ host: a.test }]\n"), [
    "egress: listening on 0.0.0.0 port 9099, 1 route(s)",
    "egress: authority /ca.pem; agents trust its certificate: curl -x http://127.0.0.1:9099 http://_egress.local/ca.pem",
    "egress: for an agent: HTTP_PROXY=http://127.0.0.1:9099 HTTPS_PROXY=http://127.0.0.1:9099",
  ]);
});

Deno.test("greeting() says that nothing is allowed, writes IPv6 in brackets and shows no token", async () => {
  const lines = await greet("::1", "routes: []\n", "dummy-token");
  assert.equal(
    lines[0],
    "egress: listening on ::1 port 9099, 0 route(s): everything is denied",
  );
  assert.match(lines[2] ?? "", /HTTP_PROXY=http:\/\/agent:\$EGRESS_PROXY_TOKEN@\[::1\]:9099 /);
  assert.doesNotMatch(lines.join(), /dummy-token/);
});
