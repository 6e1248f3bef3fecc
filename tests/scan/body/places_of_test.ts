import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import { placesOf, SLICE_END } from "../../../lib/scan/body/places_of.ts";

Deno.test("placesOf() gives every place in order, overlapping ones too", () => {
  assert.deepEqual([...placesOf("xaaax", "aa")], [1, 2, SLICE_END]);
  assert.deepEqual([...placesOf("", "aa")], []);
});

Deno.test("placesOf() finds what stands across the end of a slice, once", () => {
  const step = limits.scanStepBytes;
  for (let at = step - 4; at <= step; at++) {
    const text = `${"x".repeat(at)}abcd${"x".repeat(step)}`;
    const places = [...placesOf(text, "abcd")];
    assert.deepEqual(places.filter((place) => place !== SLICE_END), [at]);
    assert.ok(places.length >= 3);
  }
});
