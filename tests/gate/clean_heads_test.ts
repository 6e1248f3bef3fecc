import assert from "node:assert/strict";
import { cleanHeads } from "../../lib/gate/clean_heads.ts";
import { limits } from "../../lib/limits.ts";
import { createEngine } from "../../lib/scan/engine.ts";

const engine = () => createEngine({ rules: [], secrets: [] });

Deno.test("cleanHeads() knows the texts of an engine, and of no other", () => {
  const one = engine();
  cleanHeads(one).add("Accept:*/*");
  assert.equal(cleanHeads(one).has("Accept:*/*"), true);
  assert.equal(cleanHeads(one).has("Accept:text/*"), false);
  assert.equal(cleanHeads(engine()).has("Accept:*/*"), false);
});

Deno.test("cleanHeads() keeps the newest of so many, and no long ones", () => {
  const texts = cleanHeads(engine());
  for (let i = 0; i <= limits.cleanHeads; i++) texts.add(`X-Count:${i}`);
  assert.deepEqual([texts.has("X-Count:0"), texts.has("X-Count:1")], [false, true]);
  const long = "y".repeat(limits.cleanHeadChars + 1);
  texts.add(long);
  assert.equal(texts.has(long), false);
});
