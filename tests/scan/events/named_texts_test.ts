import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import { deltaTexts, namedTexts, type TakeText } from "../../../lib/scan/events/named_texts.ts";

function taken(read: (value: unknown, take: TakeText) => void, value: unknown): string[] {
  const all: string[] = [];
  read(value, (path, text) => all.push(`${path}=${text}`));
  return all;
}

Deno.test("namedTexts() takes the strings that have a name of text, with their paths", () => {
  const value = { id: "x", model: "m", text: "a", deep: { content: "b", role: "user" }, n: 1 };
  assert.deepEqual(taken(namedTexts, value), ["text=a", "deep/content=b"]);
});

Deno.test("namedTexts() takes all of a delta but what is known to be none", () => {
  const value = { delta: { type: "new", role: "a", novel: "b", in: { novel: "c", id: "d" } } };
  assert.deepEqual(taken(namedTexts, value), ["delta/novel=b", "delta/in/novel=c"]);
  assert.deepEqual(taken(namedTexts, value.delta), []);
  assert.deepEqual(taken(deltaTexts, value.delta), ["novel=b", "in/novel=c"]);
  assert.deepEqual(taken(deltaTexts, "bare"), ["=bare"]);
});

Deno.test("namedTexts() tells elements apart by index or place, but not the parts of a text", () => {
  const calls = [{ index: 3, arguments: "a" }, { arguments: "b" }];
  assert.deepEqual(taken(namedTexts, { calls }), ["calls/3/arguments=a", "calls/1/arguments=b"]);
  const parts = [{ text: "a" }, { text: "b" }];
  assert.deepEqual(taken(namedTexts, { parts }), ["parts/text=a", "parts/text=b"]);
  assert.deepEqual(taken(namedTexts, { output: ["a", "b"], tags: ["c"] }), [
    "output/0=a",
    "output/1=b",
  ]);
});

Deno.test("namedTexts() leaves out tokens that are only counted", () => {
  const value = { text: "a", logprobs: { content: [{ token: "a" }] }, usage: { text: "b" } };
  assert.deepEqual(taken(namedTexts, value), ["text=a"]);
});

Deno.test("namedTexts() looks as deep as it may and no deeper", () => {
  const nested = (depth: number) =>
    JSON.parse('{"a":'.repeat(depth) + '{"text":"x"}' + "}".repeat(depth));
  assert.equal(taken(namedTexts, nested(limits.eventDepth - 1)).length, 1);
  assert.equal(taken(namedTexts, nested(limits.eventDepth)).length, 0);
  assert.equal(taken(namedTexts, JSON.parse("[".repeat(5000) + "]".repeat(5000))).length, 0);
});
