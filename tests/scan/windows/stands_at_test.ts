import assert from "node:assert/strict";
import { standsAt } from "../../../lib/scan/windows/stands_at.ts";
import { asText } from "../../support/scan_samples.ts";

Deno.test("standsAt() tells exact, folded and not apart", () => {
  const { bytes } = asText("xx sk-Ant sk_ant");
  assert.equal(standsAt(bytes, bytes.length, 3, "sk-Ant"), "exact");
  assert.equal(standsAt(bytes, bytes.length, 3, "SK-ant"), "folded");
  assert.equal(standsAt(bytes, bytes.length, 10, "sk-ant"), "not");
});

Deno.test("standsAt() never folds signs, nor reads beyond either end", () => {
  const { bytes } = asText("a@b`");
  assert.equal(standsAt(bytes, bytes.length, 0, "a`b"), "not");
  assert.equal(standsAt(bytes, bytes.length, -1, "a"), "not");
  assert.equal(standsAt(bytes, bytes.length, 3, "`x"), "not");
});
