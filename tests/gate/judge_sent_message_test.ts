import assert from "node:assert/strict";
import { sentJudge } from "../../lib/gate/judge_sent_message.ts";
import { runSteps } from "../../lib/scan/steps.ts";
import { testEngine, TOKEN } from "../support/engine.ts";
import { testRoute } from "../support/route.ts";
import { testSigns } from "../support/signs.ts";
import { bytesOf } from "../support/wire_bytes.ts";

const about = { contentType: undefined, contentEncoding: [], surface: "message" };

Deno.test("sentJudge() says why a message is blocked where its route would do otherwise", async () => {
  const judged = async (outboundOnMatch: "block" | "redact" | "supervise") => {
    const judging = {
      engine: testEngine(),
      signs: testSigns(),
      route: testRoute({ outboundOnMatch }),
    };
    const message = { bytes: bytesOf(TOKEN), isData: true, about };
    return (await runSteps(sentJudge()(judging, message))).refusal?.text ?? "";
  };
  assert.match(await judged("block"), /in message$/);
  assert.match(await judged("redact"), /; a WebSocket message cannot be redacted$/);
  assert.match(await judged("supervise"), /; a WebSocket message cannot be held for the operator$/);
});
