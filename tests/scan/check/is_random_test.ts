import assert from "node:assert/strict";
import { isRandom } from "../../../lib/scan/check/is_random.ts";
import { dummy } from "../../../lib/scan/rules/build/dummy.ts";

Deno.test("isRandom() is satisfied with hex, letters and digits of every usual length", () => {
  for (let length = 8; length <= 128; length += 4) {
    for (const kind of ["h", "x", "w", "n"]) {
      const part = dummy(`<${kind}${length}>`);
      assert.equal(isRandom(part), true, `${kind}${length}`);
    }
  }
});

Deno.test("isRandom() is not satisfied with one character, few characters or a placeholder", () => {
  for (
    const part of [
      "",
      "aaaaaaaaaaaaaaaaaaaa",
      "0000000000000000000000001",
      "ababababababab",
      "your_key_goes_here_12",
    ]
  ) {
    assert.equal(isRandom(part), false, part);
  }
});
