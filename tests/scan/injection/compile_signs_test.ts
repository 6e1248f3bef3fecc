import assert from "node:assert/strict";
import { compileSigns } from "../../../lib/scan/injection/compile_signs.ts";
import type { Sign } from "../../../lib/scan/injection/sign.ts";

const at: Sign = {
  id: "at",
  kind: "tried at once",
  strength: "weak",
  keywords: ["hold on"],
  pattern: /hold/iy,
  examples: { match: ["hold on"], miss: ["on"] },
};
const near: Sign = { ...at, id: "near", keywords: ["hold on", "go"], near: ["door"] };

Deno.test("compileSigns() tells of each keyword which signs it is tried for, and which wait", () => {
  const { keywords } = compileSigns([at, near]);
  const all = keywords.flat();
  const hold = all.find(({ letters }) => letters === "holdon".length);
  assert.deepEqual(hold?.at, [at]);
  assert.deepEqual(hold?.waiting, [near]);
  const door = all.find(({ letters }) => letters === "door".length);
  assert.deepEqual([...door?.awaitedBy ?? []], [near]);
  assert.deepEqual(door?.at, []);
});

Deno.test("compileSigns() has the longer of two keywords that end alike first", () => {
  const { keywords } = compileSigns([{ ...at, keywords: ["on hold", "hold"] }]);
  const both = keywords.find((some) => some.length === 2);
  assert.deepEqual(both?.map(({ letters }) => letters), [6, 4]);
});
