import assert from "node:assert/strict";
import { isUniform } from "../../../lib/scan/view/is_uniform.ts";

Deno.test("isUniform() is true of one byte over and over, and of nothing else", () => {
  for (let length = 1; length < 90; length++) {
    const bytes = new Uint8Array(length + 2).fill(0x41);
    bytes[0] = 0x42;
    bytes[length + 1] = 0x42;
    assert.equal(isUniform(bytes, 1, length + 1), true);
    assert.equal(isUniform(bytes, 0, length + 1), false);
    assert.equal(isUniform(bytes, 1, length + 2), false);
    for (let at = 2; at <= length; at++) {
      const other = bytes.slice();
      other[at] = 0x40;
      assert.equal(isUniform(other, 1, length + 1), false, `${at} of ${length}`);
    }
  }
});
