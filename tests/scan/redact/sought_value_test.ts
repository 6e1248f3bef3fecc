import assert from "node:assert/strict";
import { soughtValue } from "../../../lib/scan/redact/sought_value.ts";

Deno.test("soughtValue() tries its pattern at one place only", () => {
  const { pattern, value } = soughtValue("tok_live");
  pattern.lastIndex = 1;
  assert.ok(pattern.test(`x${value}`));
  assert.equal(pattern.lastIndex, 9);
  pattern.lastIndex = 0;
  assert.ok(!pattern.test(`x${value}`));
});
