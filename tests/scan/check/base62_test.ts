import assert from "node:assert/strict";
import { base62 } from "../../../lib/scan/check/base62.ts";

Deno.test("base62() counts with digits, upper case, lower case", () => {
  assert.deepEqual([0, 9, 10, 35, 36, 61].map((value) => base62(value, 1)), [..."09AZaz"]);
});

Deno.test("base62() carries and pads with zeros on the left", () => {
  assert.equal(base62(62, 2), "10");
  assert.equal(base62(61, 6), "00000z");
  assert.equal(base62(0xffffffff, 6), "4gfFC3");
});
