import assert from "node:assert/strict";
import { spawnSidecar } from "../support/spawn_sidecar.ts";
import { runCli } from "../support/run_cli.ts";

Deno.test("run() reloads on SIGHUP and ends with 0 on SIGTERM and SIGINT", async () => {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    await using sidecar = await spawnSidecar({ routes: "routes: []\n" });
    await Deno.writeTextFile(sidecar.routesPath, "routes:\n  - host: later.test\n");
    sidecar.kill("SIGHUP");
    await sidecar.line(/^egress: loaded 1 route\(s\): later\.test /);
    sidecar.kill(signal);
    const { code, signal: killed } = await sidecar.status;
    assert.deepEqual([code, killed], [0, null]);
  }
});

Deno.test("run() ends with 1 where it cannot start", async () => {
  const { code, stderr } = await runCli(["run"], { EGRESS_PROXY_TOKEN: "" });
  assert.equal(code, 1);
  assert.match(stderr, /^egress: EGRESS_PROXY_TOKEN: expected a token /);
});
