import assert from "node:assert/strict";
import { askInManyTunnels, manyTunnels, startManyUpstream } from "../support/many_tunnels.ts";
import { startTestSidecar } from "../support/test_sidecar.ts";
import { until } from "../support/until.ts";

/** As many hosts and versions in turn ten times; the full suite has two thousand. */
const COUNT = 400;

Deno.test("serveTunnel() judges and sends every request as its own tunnel's", async () => {
  await using upstream = await startManyUpstream();
  await using test = await startTestSidecar(manyTunnels);
  const { sidecar } = test;
  await askInManyTunnels(test, upstream.port, COUNT, () => {
    assert.equal(sidecar.counts().connections, COUNT);
  });
  await until(() => sidecar.counts().connections === 0);
  const { flights, leaves } = sidecar.counts();
  assert.deepEqual({ flights, leaves }, { flights: 0, leaves: 20 });
  assert.equal(upstream.requests.length, COUNT);
});
