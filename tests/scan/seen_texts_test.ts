import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { seenTexts } from "../../lib/scan/seen_texts.ts";
import { stepsOf } from "../support/steps_of.ts";

function seen() {
  const texts = seenTexts();
  return (text: string, ...views: string[]) =>
    stepsOf(texts.hasSeen({ surface: "body", views, text })).result;
}

Deno.test("seenTexts() knows a text again by its content alone", () => {
  const hasSeen = seen();
  assert.equal(hasSeen("one"), false);
  assert.equal(hasSeen("two"), false);
  assert.equal(hasSeen("two", "gzip"), true);
  assert.equal(hasSeen("twoo"), false);
});

Deno.test("seenTexts() takes a joined text for no other, and any other for a joined one", () => {
  const hasSeen = seen();
  assert.equal(hasSeen("one", "json", "joined"), false);
  assert.equal(hasSeen("one"), false);
  assert.equal(hasSeen("one", "json", "joined"), true);
});

Deno.test("seenTexts() compares long texts to their end, in several steps", () => {
  const texts = seenTexts();
  const long = "x".repeat(2 * limits.scanStepBytes);
  const view = (text: string) => ({ surface: "body", views: [], text });
  assert.equal(stepsOf(texts.hasSeen(view(`${long}a`))).result, false);
  const other = stepsOf(texts.hasSeen(view(`${long}b`)));
  assert.deepEqual(other, { result: false, count: 2 });
});
