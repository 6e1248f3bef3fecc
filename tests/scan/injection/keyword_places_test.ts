import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { compileSigns } from "../../../lib/scan/injection/compile_signs.ts";
import { keywordPlaces } from "../../../lib/scan/injection/keyword_places.ts";
import type { Sign } from "../../../lib/scan/injection/sign.ts";

const at: Sign = {
  id: "at",
  kind: "tried at once",
  strength: "weak",
  keywords: ["hold on"],
  pattern: /hold/iy,
  examples: { match: ["hold on"], miss: ["on"] },
};
const near: Sign = { ...at, id: "near", keywords: ["go now"], near: ["door"] };
const compiled = compileSigns([at, near]);

function walked(text: string): { told: string[]; places: ReturnType<typeof keywordPlaces> } {
  const told: string[] = [];
  const places = keywordPlaces(compiled, ({ id }, start) => told.push(`${id} ${start}`));
  for (const _ of places.advance(Buffer.from(text), 0, text.length));
  return { told, places };
}

Deno.test("keywordPlaces() tells where a sign is to be tried: at its keyword, or once the other word follows", () => {
  assert.deepEqual(walked("x hold - on, go now to the door").told, ["at 2", "near 13"]);
  assert.deepEqual(walked("go now, the window").told, []);
});

Deno.test("keywordPlaces() says where a keyword begins that the text ends in the middle of", () => {
  const text = "he said ho-ld";
  const { places } = walked(text);
  assert.equal(places.unfinished(Buffer.from(text), text.length, 4), 8);
  assert.equal(places.unfinished(Buffer.from(text), text.length, 5), -1);
  const whole = walked("hold on").places;
  assert.equal(whole.unfinished(Buffer.from("hold on"), 7, 4), -1);
});

Deno.test("keywordPlaces() keeps what waits in place when the text is moved", () => {
  const { places } = walked("go now");
  places.shift(2);
  assert.deepEqual(places.waiting.map(({ start }) => start), [-2]);
});
