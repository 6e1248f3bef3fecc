import assert from "node:assert/strict";
import { askInManyTunnels, manyTunnels, startManyUpstream } from "../support/many_tunnels.ts";
import { spawnSidecar } from "../support/spawn_sidecar.ts";

const COUNT = 2_000;
/** An open tunnel costs about 200 KiB, most of it the TLS library's. */
const MOST_KB = 700 * 1024;

Deno.test("serveTunnel() keeps two thousand tunnels in bounded memory", async () => {
  await using upstream = await startManyUpstream();
  await using sidecar = await spawnSidecar(manyTunnels);
  await askInManyTunnels(sidecar, upstream.port, COUNT, () => {});
  const peak = await sidecar.memoryKb("VmHWM");
  assert.ok(peak < MOST_KB, `${peak} kB at the peak`);
});
