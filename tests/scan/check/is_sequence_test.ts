import assert from "node:assert/strict";
import { isSequence } from "../../../lib/scan/check/is_sequence.ts";

Deno.test("isSequence() sees a value that counts, up or down, also past nine", () => {
  for (
    const value of [
      "abcdefghijkl",
      "12345678901234567890",
      "0123456789abcdef0123456789abcdef",
      "ZYXWVUTSRQ",
      "ABCDEFGHIJKLMNOPQRSTUVWXYZ123456",
    ]
  ) {
    assert.equal(isSequence(value), true, value);
  }
});

Deno.test("isSequence() lets pass what counts in part only, and what is short", () => {
  for (const value of ["abc4567", "abcdqrst1357mnop", "k3j9xq0vmzab"]) {
    assert.equal(isSequence(value), false, value);
  }
});
