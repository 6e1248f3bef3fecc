import assert from "node:assert/strict";
import { CLASS_COUNT, letterClasses } from "../../../lib/scan/walk/letter_classes.ts";

Deno.test("letterClasses folds case, tells letters and digits apart and nothing else", () => {
  const classOf = (char: string): number => letterClasses[char.charCodeAt(0)] ?? -1;
  assert.equal(classOf("a"), classOf("A"));
  assert.equal(classOf("z"), 26);
  assert.equal(classOf("9"), CLASS_COUNT - 1);
  for (const char of "@[`{/:_- \n\xe9") assert.equal(classOf(char), 0, JSON.stringify(char));
  assert.equal(new Set(letterClasses).size, CLASS_COUNT);
});
