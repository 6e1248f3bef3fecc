import assert from "node:assert/strict";
import { receivedJudge } from "../../lib/gate/judge_received_message.ts";
import { runSteps } from "../../lib/scan/steps.ts";
import { DEMAND } from "../support/demand.ts";
import { KNOWN, testEngine } from "../support/engine.ts";
import { testRoute } from "../support/route.ts";
import { testSigns } from "../support/signs.ts";
import { bytesOf } from "../support/wire_bytes.ts";

/** What is said of each of these messages, in their order. */
async function judged(texts: readonly string[], wanted = true) {
  const route = testRoute(wanted ? {} : { inboundDetectors: [] });
  const judging = { engine: testEngine(), signs: testSigns(), route };
  const judge = receivedJudge();
  const about = {
    contentType: "text/plain; charset=utf-8",
    contentEncoding: [],
    surface: "message",
  };
  const said: (string | undefined)[] = [];
  for (const text of texts) {
    const message = { bytes: bytesOf(text), isData: true, about };
    said.push((await runSteps(judge(judging, message))).refusal?.reason);
  }
  return said;
}

Deno.test("receivedJudge() refuses known secrets and what wants to steer the agent", async () => {
  assert.deepEqual(await judged(["hello", DEMAND]), [undefined, "prompt-injection"]);
  assert.deepEqual(await judged([`you sent ${KNOWN}`]), ["credential-reflected"]);
  assert.deepEqual(await judged([DEMAND, KNOWN], false), [undefined, "credential-reflected"]);
});

Deno.test("receivedJudge() sees a demand wherever it is cut over messages", async () => {
  for (let at = 1; at < DEMAND.length; at += 9) {
    const said = await judged([DEMAND.slice(0, at), DEMAND.slice(at)]);
    assert.ok(said.includes("prompt-injection"), `cut at ${at}`);
  }
  const letters = await judged([...DEMAND]);
  assert.ok(letters.includes("prompt-injection"));
});
