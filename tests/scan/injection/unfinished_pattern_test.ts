import assert from "node:assert/strict";
import { signs } from "../../../lib/scan/injection/signs/index.ts";
import { unfinishedPattern } from "../../../lib/scan/injection/unfinished_pattern.ts";

function isOpen(pattern: RegExp, text: string, at = 0): boolean {
  const unfinished = unfinishedPattern(pattern);
  unfinished.lastIndex = at;
  return unfinished.test(text);
}

Deno.test("unfinishedPattern() matches while what comes may still change the answer", () => {
  const pattern = /ab{2,3}(?:cd|e)(?![a-z])/y;
  for (const text of ["", "a", "ab", "abb", "abbb", "abbc", "abbcd", "abbe"]) {
    assert.ok(isOpen(pattern, text), text);
  }
  for (const text of ["b", "ac", "abc", "abbf", "abbcd.", "abbe x", "abbbbc"]) {
    assert.ok(!isOpen(pattern, text), text);
  }
});

Deno.test("unfinishedPattern() waits for what an assertion looks ahead at", () => {
  assert.ok(isOpen(/a(?=.{0,3}b)/y, "a.."));
  assert.ok(!isOpen(/a(?=.{0,3}b)/y, "a...."));
  assert.ok(isOpen(/a(?!bc)/y, "ab"));
  assert.ok(!isOpen(/a(?!bc)/y, "abd"));
  assert.ok(isOpen(/a(?=[ ]{0,3}(?:$|x))/y, "a "));
  assert.ok(!isOpen(/(?<=x)a(?!b)/y, "ya.", 1));
});

Deno.test("unfinishedPattern() is right for every row: where it does not match, more text changes nothing", () => {
  for (const { id, pattern, examples } of signs) {
    const unfinished = unfinishedPattern(pattern);
    for (const example of [...examples.match, ...examples.miss]) {
      const text = `${example}. And then the rest`;
      for (let start = 0; start < example.length; start++) {
        pattern.lastIndex = start;
        const whole = pattern.test(text) ? pattern.lastIndex : -1;
        for (let length = start + 1; length < text.length; length++) {
          const begun = text.slice(0, length);
          unfinished.lastIndex = start;
          if (unfinished.test(begun)) continue;
          pattern.lastIndex = start;
          const now = pattern.test(begun) ? pattern.lastIndex : -1;
          assert.equal(now, whole, `${id}: ${begun.slice(start)}`);
        }
      }
    }
  }
});
