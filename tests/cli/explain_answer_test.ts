import assert from "node:assert/strict";
import { explainAnswer } from "../../lib/cli/explain_answer.ts";
import type { ExplainStep } from "../../lib/cli/explain_request.ts";
import { createInjectionScanner } from "../../lib/scan/injection/injection_scanner.ts";
import { KNOWN, testEngine } from "../support/engine.ts";
import { DEMAND } from "../support/demand.ts";
import { testRoute } from "../support/route.ts";
import { bytesOf } from "../support/wire_bytes.ts";

async function explained(body: string | undefined, inboundDetectors = true, contentType?: string) {
  const notes: ExplainStep[] = [];
  const refusal = await explainAnswer(
    testRoute(inboundDetectors ? {} : { inboundDetectors: [] }),
    {
      answer: body === undefined ? undefined : { body: bytesOf(body), contentType },
      engine: () => Promise.resolve(testEngine()),
      signs: () => Promise.resolve(createInjectionScanner()),
      note: (step) => void notes.push(step),
    },
  );
  return { reason: refusal?.reason, notes };
}

Deno.test("explainAnswer() says what would read an answer that is not given", async () => {
  const { reason, notes } = await explained(undefined);
  assert.equal(reason, undefined);
  assert.match(notes[0]?.detail ?? "", /by known_secrets and naive_injection_detection: .*256 KiB/);
  assert.match((await explained(undefined, false)).notes[0]?.detail ?? "", /by known_secrets: /);
});

Deno.test("explainAnswer() judges the answer that is given by the route's detectors", async () => {
  assert.equal((await explained("plain words")).reason, undefined);
  assert.equal((await explained(DEMAND)).reason, "prompt-injection");
  assert.equal((await explained(DEMAND, false)).reason, undefined);
  assert.equal((await explained(`you sent ${KNOWN}`, false)).reason, "credential-reflected");
  const picture = `\x89PNG\r\n\x1a\n${"\x01\x02".repeat(200)}${DEMAND}`;
  assert.equal((await explained(picture, true, "image/png")).reason, undefined);
});
