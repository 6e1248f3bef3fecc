import assert from "node:assert/strict";
import { secrets } from "../world/secrets.ts";
import { startWorld } from "../world/world.ts";
import { ask } from "../world/ways.ts";
import type { Attempt } from "./attempt.ts";
import { watchWorld } from "./watch_world.ts";

const ROUTES = `
routes:
  - host: a.test
    allow_private_addresses: true
    dlp: { outbound_detectors: false }
`;

const attempt: Attempt = { group: "g", name: "n", sees: "", attempt: () => Promise.resolve([]) };

Deno.test("watchWorld() sees what a sidecar without detectors lets out, and that it lets out anything", async () => {
  await using world = await startWorld({ routes: ROUTES });
  const watch = watchWorld(world);
  assert.deepEqual(await watch(attempt), []);

  const { status } = await ask(world, "tls", { host: "a.test", body: btoa(`k ${secrets.TOKEN}`) });
  assert.equal(status, 200);
  assert.deepEqual(await watch({ ...attempt, reaches: "upstream" }), [
    "TOKEN can be read in what an upstream received",
  ]);

  await ask(world, "clear", { host: "a.test" });
  const wrong = (await watch(attempt)).join("; ");
  assert.match(wrong, /asked for 2 names; 1 connections were opened; an upstream received/);

  world.told.push(`you sent ${secrets.INJECTED}`);
  assert.deepEqual(await watch(attempt), ["INJECTED can be read in what the agent was told"]);
});
