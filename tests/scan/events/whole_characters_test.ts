import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { wholeCharacters } from "../../../lib/scan/events/whole_characters.ts";

Deno.test("wholeCharacters() leaves what a character has begun", () => {
  for (const character of ["a", "ü", "日", "\u{1f600}"]) {
    const all = "ab" + Buffer.from(character).toString("latin1");
    for (let length = 2; length < all.length; length++) {
      assert.equal(wholeCharacters(all.slice(0, length)), 2, `${character} ${length}`);
    }
    assert.equal(wholeCharacters(all), all.length, character);
  }
});

Deno.test("wholeCharacters() keeps back three bytes at the most, whatever they are", () => {
  assert.equal(wholeCharacters(""), 0);
  assert.equal(wholeCharacters("\x80\x80\x80\x80"), 4);
  assert.equal(wholeCharacters("\xf0"), 0);
  assert.equal(wholeCharacters("\xff\xff"), 1);
});
