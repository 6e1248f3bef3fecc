import assert from "node:assert/strict";
import { isRepeated } from "../../../lib/scan/check/is_repeated.ts";

Deno.test("isRepeated() sees one piece over and over", () => {
  for (
    const value of [
      "xxxxxxxx",
      "abcabcabcabc",
      "12121212",
      "token=token=token=",
      "0123456789".repeat(3),
    ]
  ) {
    assert.equal(isRepeated(value), true, value);
  }
});

Deno.test("isRepeated() lets pass what repeats by chance, and what is too short to tell", () => {
  for (const value of ["aaaaa", "k3j9xq0vmz", "hunter22", "9f86d081884c7d659a2feaa0c55ad015"]) {
    assert.equal(isRepeated(value), false, value);
  }
});
