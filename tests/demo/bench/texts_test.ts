import assert from "node:assert/strict";
import { answerOf, BODY_BYTES } from "../../bench/answers.ts";
import { documentText } from "../../bench/document_text.ts";
import { llmTurn } from "../../bench/llm_turn.ts";

Deno.test("documentText() has the bytes that were asked for, in lines that differ", () => {
  for (const bytes of [1, 300, 100_000]) assert.equal(documentText(bytes).length, bytes);
  const lines = documentText(100_000).split("\n").filter((line) => line.length > 20);
  assert.ok(lines.length > 800, String(lines.length));
  assert.ok(new Set(lines).size > lines.length * 0.95);
  assert.match(documentText(100_000), /^[\n\x20-\x7e]*$/);
});

Deno.test("llmTurn() is whole JSON of nearly the size that was asked for, another for each seed", () => {
  const turn = llmTurn(200_000, 3);
  assert.ok(turn.length <= 200_000 && turn.length > 190_000, String(turn.length));
  assert.ok(JSON.parse(turn).messages.length > 10);
  assert.notEqual(turn, llmTurn(200_000, 4));
});

Deno.test("answerOf() is as long as its head says", () => {
  for (const body of ["small", "medium", "turns"] as const) {
    const [head = "", text = ""] = new TextDecoder().decode(answerOf(body)).split("\r\n\r\n");
    assert.match(head, new RegExp(`Content-Length: ${BODY_BYTES[body]}$`));
    assert.equal(text.length, BODY_BYTES[body]);
    if (body === "turns") JSON.parse(text);
  }
});
