import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { compileSigns } from "../../../lib/scan/injection/compile_signs.ts";
import { keywordPlaces } from "../../../lib/scan/injection/keyword_places.ts";
import type { Sign } from "../../../lib/scan/injection/sign.ts";
import { words } from "../../../lib/scan/injection/words.ts";

const at: Sign = {
  id: "at",
  kind: "tried at once",
  strength: "weak",
  keywords: ["hold on"],
  pattern: /hold/iy,
  examples: { match: ["hold on"], miss: ["on"] },
};
const word: Sign = { ...at, id: "word", keywords: ["go"], pattern: words("‹go_now›") };
const compiled = compileSigns([at, word]);

function walked(text: string): { told: string[]; places: ReturnType<typeof keywordPlaces> } {
  const told: string[] = [];
  const places = keywordPlaces(compiled, ({ id }, start) => told.push(`${id} ${start}`));
  for (const _ of places.advance(Buffer.from(text), 0, text.length));
  return { told, places };
}

Deno.test("keywordPlaces() tells where a sign is to be tried: at its keyword, if what follows may be the rest", () => {
  assert.deepEqual(walked("x hold - on, go now to the door").told, ["at 2", "word 13"]);
  assert.deepEqual(walked("x hold on, go home").told, ["at 2"]);
});

Deno.test("keywordPlaces() tells of a keyword that ends the text, since the rest may come", () => {
  assert.deepEqual(walked("and go").told, ["word 4"]);
});

Deno.test("keywordPlaces() takes a keyword for a word only where one begins, or behind an escaped line end", () => {
  assert.deepEqual(walked("ergo now").told, []);
  assert.deepEqual(walked(String.raw`{"a\ngo now"}`).told, ["word 5"]);
});

Deno.test("keywordPlaces() says where a keyword begins that the text ends in the middle of", () => {
  const text = "he said ho-ld";
  const { places } = walked(text);
  assert.equal(places.unfinished(Buffer.from(text), text.length, 4), 8);
  assert.equal(places.unfinished(Buffer.from(text), text.length, 5), -1);
  const whole = walked("hold on").places;
  assert.equal(whole.unfinished(Buffer.from("hold on"), 7, 4), -1);
});

Deno.test("keywordPlaces() tells of a sign only behind one of the characters that it stands after", () => {
  const after = compileSigns([{ ...at, after: "[<" }]);
  const starts: number[] = [];
  const places = keywordPlaces(after, (_, start) => starts.push(start));
  const text = "hold on, <hold on, (hold on, [hold on";
  for (const _ of places.advance(Buffer.from(text), 0, text.length));
  assert.deepEqual(starts, [10, 30]);
});
