import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../../lib/limits.ts";
import { wholeRuns } from "../../../lib/scan/redact/whole_runs.ts";
import { stepsOf } from "../../support/steps_of.ts";

/** What the spans of every `VALUE` (or another word) in a text are widened to. */
function widened(text: string, word = "VALUE") {
  const spans = [...text.matchAll(new RegExp(word, "g"))]
    .map(({ index }) => ({ start: index, end: index + word.length }));
  const { result, count } = stepsOf(wholeRuns({ text, bytes: Buffer.from(text) }, spans));
  return { runs: result.map(({ start, end }) => text.slice(start, end)), count };
}

Deno.test("wholeRuns() widens a span to the run and its padding", () => {
  assert.deepEqual(widened('{"a":"ab+VALUE-c_9w=="}').runs, ["ab+VALUE-c_9w=="]);
  assert.deepEqual(widened("a=VALUE%3D%3D&b=1").runs, ["VALUE%3D%3D"]);
  assert.deepEqual(widened('"xVALUE\\u003d"').runs, ["xVALUE\\u003d"]);
  assert.deepEqual(widened("VALUE").runs, ["VALUE"]);
});

Deno.test("wholeRuns() ends a run at a slash unless the span has one", () => {
  assert.deepEqual(widened("/v1/VALUEx/notes").runs, ["VALUEx"]);
  assert.deepEqual(widened("a/b+VA/LUEx/c d", "VA/LUE").runs, ["a/b+VA/LUEx/c"]);
});

Deno.test("wholeRuns() leaves the escape before a run whole", () => {
  assert.deepEqual(widened('"a\\nabVALUE"').runs, ["abVALUE"]);
  assert.deepEqual(widened('"a\\u000aabVALUE"').runs, ["abVALUE"]);
  assert.deepEqual(widened("a%0AabVALUE").runs, ["abVALUE"]);
  assert.deepEqual(widened('"\\nVALUE"').runs, ["VALUE"]);
});

Deno.test("wholeRuns() gives a run with two spans once", () => {
  assert.deepEqual(widened("aVALUEbVALUEc= VALUE").runs, ["aVALUEbVALUEc=", "VALUE"]);
});

Deno.test("wholeRuns() goes along a long run in steps", () => {
  const side = "x".repeat(4 * limits.scanStepBytes);
  const { runs, count } = widened(`${side}VALUE${side}`);
  assert.deepEqual(runs.map((run) => run.length), [2 * side.length + 5]);
  assert.ok(count >= 7, String(count));
});
