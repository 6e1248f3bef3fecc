import assert from "node:assert/strict";
import { runCli } from "../support/run_cli.ts";
import { startTestSidecar } from "../support/test_sidecar.ts";

Deno.test("health() says yes for a sidecar that serves", async () => {
  await using sidecar = await startTestSidecar({ routes: "routes: []\n" });
  const result = await runCli(["health"], { EGRESS_LISTEN: `127.0.0.1:${sidecar.port}` });
  assert.deepEqual(result, { code: 0, stdout: "egress: serving", stderr: "" });
});

Deno.test("health() asks on loopback where the sidecar listens on all addresses", async () => {
  const rows = [["127.0.0.1", "0.0.0.0"], ...(hasIpv6() ? [["[::1]", "[::]"]] : [])];
  for (const [loopback = "", all = ""] of rows) {
    await using sidecar = await startTestSidecar({
      routes: "routes: []\n",
      env: { EGRESS_LISTEN: `${loopback}:0` },
    });
    const result = await runCli(["health"], { EGRESS_LISTEN: `${all}:${sidecar.port}` });
    assert.equal(result.code, 0, result.stderr);
  }
});

Deno.test("health() sends the proxy's token, and says so where it misses", async () => {
  await using sidecar = await startTestSidecar({
    routes: "routes: []\n",
    env: { EGRESS_PROXY_TOKEN: "dummy-token" },
  });
  const env = { EGRESS_LISTEN: `127.0.0.1:${sidecar.port}` };
  assert.equal((await runCli(["health"], { ...env, EGRESS_PROXY_TOKEN: "dummy-token" })).code, 0);
  const { code, stderr } = await runCli(["health"], env);
  assert.equal(code, 1);
  assert.match(stderr, /^egress: not serving: it asks for a token; set EGRESS_PROXY_TOKEN/);
});

Deno.test("health() says no, and why, where nothing serves", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const env = { EGRESS_LISTEN: `127.0.0.1:${listener.addr.port}` };
  // The first connection is closed, the second gets another server's answer, the third gets none.
  const served = (async () => {
    (await listener.accept()).close();
    const other = await listener.accept();
    await other.read(new Uint8Array(1024));
    await other.write(new TextEncoder().encode("HTTP/1.1 404 Not Found\r\n\r\n"));
    other.close();
    return await listener.accept();
  })();
  const says = async (words: string) => {
    const result = await runCli(["health"], env);
    assert.deepEqual(result, { code: 1, stdout: "", stderr: `egress: not serving: ${words}` });
  };
  await says("it closed the connection; EGRESS_CLIENTS must have this machine's address");
  await says("what answers is no sidecar");
  await says("no answer within 2 s");
  (await served).close();
  listener.close();
  await says("nothing listens at EGRESS_LISTEN");
});

Deno.test("health() says no for settings that no sidecar starts with", async () => {
  const { code, stderr } = await runCli(["health"], { EGRESS_LISTEN: "localhost" });
  assert.equal(code, 1);
  assert.match(stderr, /^egress: not serving: EGRESS_LISTEN: expected an IP address and a port; /);
});

function hasIpv6(): boolean {
  try {
    Deno.listen({ hostname: "::1", port: 0 }).close();
    return true;
  } catch {
    return false;
  }
}
