import assert from "node:assert/strict";
import { cutAtWord } from "../../lib/observe/cut_at_word.ts";

Deno.test("cutAtWord() gives a short text as it is, and of a long one whole words", () => {
  assert.equal(cutAtWord("answer header x-a", 17), "answer header x-a");
  assert.equal(cutAtWord("answer header x-ab", 17), "answer header …");
  assert.equal(cutAtWord("answer header x-ab", 15), "answer header …");
  assert.equal(cutAtWord("answer header x-ab", 14), "answer …");
  assert.equal(cutAtWord("oneword", 6), " …");
});
