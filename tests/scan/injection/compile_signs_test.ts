import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { compileSigns } from "../../../lib/scan/injection/compile_signs.ts";
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
const word: Sign = {
  ...at,
  id: "word",
  keywords: ["hold on", "go"],
  pattern: words("‹(?:hold|go)"),
};

Deno.test("compileSigns() tells of each keyword which signs it is tried for, and whether a word must begin there", () => {
  const { keywords, filter } = compileSigns([at, word]);
  const all = keywords.flat();
  const hold = all.find(({ letters }) => letters === "holdon".length);
  const go = all.find(({ letters }) => letters === "go".length);
  assert.deepEqual([hold?.isWord, go?.isWord], [false, true]);
  const bytes = Buffer.from("hold");
  assert.deepEqual(filter.candidates(hold?.group ?? -1, bytes, 0), [at, word]);
  assert.deepEqual(filter.candidates(go?.group ?? -1, bytes, 0), [word]);
});

Deno.test("compileSigns() has the longer of two keywords that end alike first", () => {
  const { keywords } = compileSigns([{ ...at, keywords: ["on hold", "hold"] }]);
  const both = keywords.find((some) => some.length === 2);
  assert.deepEqual(both?.map(({ letters }) => letters), [6, 4]);
});
