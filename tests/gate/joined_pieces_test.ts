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

Deno.test("joinedPieces() finds JSON behind what frames it", async () => {
  for (const prefix of [" \n", "\xef\xbb\xbf", "42", "42/chat,13", "451-", "data: "]) {
    const told = await found(deltas(DEMAND).map((one) => `${prefix}${one}`));
    assert.ok(told.includes("naive_injection_detection"), prefix);
  }
  const events = deltas(DEMAND).map((one) => `42["msg",${one}]`);
  assert.ok((await found(events)).includes("naive_injection_detection"));
  assert.deepEqual(await found(deltas(DEMAND).map((one) => `text ${one}`)), []);
});

Deno.test("joinedPieces() looks at what frames a message in next to no time", async () => {
  const start = performance.now();
  for (const one of ["1", " ", "1/", "data:", "\xef\xbb\xbf"]) {
    assert.deepEqual(await found([one.repeat(64)]), []);
  }
  assert.ok(performance.now() - start < 200);
});
