import assert from "node:assert/strict";
import { joinedPieces } from "../../lib/gate/joined_pieces.ts";
import type { AnswerReaders } from "../../lib/gate/judge_answer.ts";
import { createEngine } from "../../lib/scan/engine.ts";
import { runSteps } from "../../lib/scan/steps.ts";
import { DEMAND } from "../support/demand.ts";
import { KNOWN, testEngine } from "../support/engine.ts";
import { testSigns } from "../support/signs.ts";
import { bytesOf } from "../support/wire_bytes.ts";

const BOTH: AnswerReaders = { engine: testEngine().secretsOnly(), signs: testSigns() };

const deltas = (text: string): string[] =>
  (text.match(/.{1,4}/g) ?? []).map((delta) =>
    JSON.stringify({ type: "response.output_text.delta", item_id: "i", content_index: 0, delta })
  );

async function found(messages: readonly string[], readers = BOTH): Promise<string[]> {
  const pieces = joinedPieces();
  const detectors: string[] = [];
  for (const message of messages) {
    for (const one of await runSteps(pieces(readers, bytesOf(message)))) {
      detectors.push(one.detector);
    }
  }
  return detectors;
}

Deno.test("joinedPieces() sees a demand and a known secret that come a few letters a message", async () => {
  assert.ok((await found(deltas(`Well. ${DEMAND} Yes.`))).includes("naive_injection_detection"));
  assert.ok((await found(deltas(`It is ${KNOWN} as said.`))).includes("known_secrets"));
  assert.deepEqual(await found(deltas("An ordinary answer about gardening.")), []);
});

Deno.test("joinedPieces() looks at nothing where nobody reads, and at no message that is no JSON", async () => {
  const nobody = { engine: createEngine({ rules: [], secrets: [] }), signs: undefined };
  assert.deepEqual(await found(deltas(DEMAND), nobody), []);
  assert.deepEqual(await found([DEMAND]), []);
});
