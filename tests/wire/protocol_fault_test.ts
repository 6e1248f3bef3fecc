import assert from "node:assert/strict";
import { protocolFault } from "../../lib/wire/protocol_fault.ts";

Deno.test("protocolFault() gives the agent the status that fits and the upstream a 502", () => {
  const agent = protocolFault("agent", 431, "is too large");
  assert.deepEqual([agent.fault, agent.status], ["agent", 431]);
  assert.equal(agent.message, "the request is too large");
  const upstream = protocolFault("upstream", 431, "is too large");
  assert.deepEqual([upstream.fault, upstream.status], ["upstream", 502]);
  assert.equal(upstream.message, "the upstream's response is too large");
});
