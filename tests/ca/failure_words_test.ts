import assert from "node:assert/strict";
import { failureWords } from "../../lib/ca/failure_words.ts";

Deno.test("failureWords() leaves out what the platform adds behind the system's words", async () => {
  const error = await Deno.readTextFile("/dev/null/none").then(() => undefined, (error) => error);
  assert.equal(failureWords(error), "Not a directory (os error 20)");
});

Deno.test("failureWords() has words for what has none", () => {
  assert.equal(failureWords(new TypeError()), "TypeError");
  assert.equal(failureWords("thrown text"), "unknown reason");
});
