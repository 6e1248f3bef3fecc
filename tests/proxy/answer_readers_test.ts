import assert from "node:assert/strict";
import { answerReaders } from "../../lib/proxy/answer_readers.ts";
import { testParts } from "../support/proxy_parts.ts";
import { testRoute } from "../support/route.ts";

Deno.test("answerReaders() reads for signs where the route wants it, for known secrets always", async () => {
  const parts = testParts();
  const all = await answerReaders(parts, testRoute(), "a.test");
  assert.ok(all.signs);
  assert.equal(all.engine, (await parts.engines.current()).secretsOnly());
  const off = await answerReaders(parts, testRoute({ inboundDetectors: [] }), "a.test");
  assert.equal(off.signs, undefined);
  assert.equal(off.approved?.("x"), false);
});
