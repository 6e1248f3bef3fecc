import assert from "node:assert/strict";
import { readCorpus } from "./read_corpus.ts";

Deno.test("readCorpus() reads what is expected as a boolean or in words", () => {
  const rows = [true, false, "match", "Block", "clean", 1, 0, null];
  const jsonl = rows.map((expect) => JSON.stringify({ text: "x", expect, class: "c" })).join("\n");
  assert.deepEqual(
    readCorpus(`${jsonl}\n\n`).map((line) => line.expect),
    [true, false, true, true, false, true, false, false],
  );
});

Deno.test("readCorpus() names the line that is wrong and none of its content", () => {
  for (const line of ["tok_live", "[", "5", '{"text":5}']) {
    assert.throws(
      () => readCorpus(`{"text":""}\n${line}`),
      (error) =>
        error instanceof TypeError && /line 2/.test(error.message) && !/tok/.test(error.message),
    );
  }
});
