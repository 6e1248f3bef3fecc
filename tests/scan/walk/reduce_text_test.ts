import assert from "node:assert/strict";
import { reduceText } from "../../../lib/scan/walk/reduce_text.ts";

Deno.test("reduceText() keeps letters and digits in lower case", () => {
  assert.equal(reduceText("sk-Ant_API03.\xe9\u0430Z"), "skantapi03z");
  assert.equal(reduceText("-_/+ \n"), "");
});
