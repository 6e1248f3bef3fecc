import assert from "node:assert/strict";
import { entropy } from "../../../lib/scan/check/entropy.ts";

Deno.test("entropy() of nothing and of one character over and over is 0", () => {
  assert.equal(entropy(""), 0);
  assert.equal(entropy("aaaaaaaa"), 0);
});

Deno.test("entropy() of as many of each of n characters is log2 n", () => {
  assert.equal(entropy("abab"), 1);
  assert.equal(entropy("0123456789abcdef"), 4);
  assert.ok(Math.abs(entropy("aab") - 0.9183) < 0.0001);
});

Deno.test("entropy() forgets one text before the next", () => {
  entropy("zzzzzzzzzzzz");
  assert.equal(entropy("yz"), 1);
});
