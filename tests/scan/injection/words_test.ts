import assert from "node:assert/strict";
import { words } from "../../../lib/scan/injection/words.ts";

function matches(source: string, text: string, at = 0): boolean {
  const pattern = words(source);
  pattern.lastIndex = at;
  return pattern.test(text);
}

Deno.test("words() lets blanks, mark-up and escaped line ends stand between two words", () => {
  for (const text of ["ignore all", "IGNORE\n  all", "ignore **all", String.raw`ignore\nall`]) {
    assert.ok(matches("‹ignore_all›", text), text);
  }
  assert.ok(!matches("‹ignore_all›", "ignoreall"));
  assert.ok(!matches("‹ignore_all›", "ignore it all"));
});

Deno.test("words() begins and ends at the borders of words", () => {
  assert.ok(!matches("‹all›", "fall", 1));
  assert.ok(!matches("‹all›", "ally"));
  assert.ok(matches("‹all›", String.raw`\nall.`, 2));
});

Deno.test("words() goes on for so many characters of one sentence", () => {
  assert.ok(matches("‹send~10to", "send it all to"));
  assert.ok(!matches("‹send~10to", "send it. Go to"));
  assert.ok(!matches("‹send~10to", "send it all the way to"));
});

Deno.test("words() leaves what stands in a class of characters alone, and makes a gap optional as a whole", () => {
  assert.ok(matches("[a-z_]{3}", "a_b"));
  assert.ok(matches("pass_?word", "password"));
  assert.ok(matches("pass_?word", "pass - word"));
});
