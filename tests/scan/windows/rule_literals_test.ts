import assert from "node:assert/strict";
import { ruleLiterals } from "../../../lib/scan/windows/rule_literals.ts";
import { assignedRule, middleRule, vendorRule } from "../../support/scan_samples.ts";

Deno.test("ruleLiterals() takes the whole beginning of a pattern instead of its keyword", () => {
  const literals = ruleLiterals([vendorRule]);
  assert.deepEqual(literals.map(({ twist, text }) => [twist, text]), [
    ["plain", "acme-key_"],
    ["reversed", "_yek-emca"],
    ["rot13", "npzr-xrl_"],
  ]);
  const [plain] = literals;
  assert.equal(plain?.literal, "acmekey");
  assert.equal(plain?.lead, 7);
  assert.equal(plain?.exact, true);
  assert.equal(plain?.disguise, "anywhere");
  assert.equal(plain?.rule.anchored, true);
});

Deno.test("ruleLiterals() neither twists nor disguises what is known by the words beside it", () => {
  const literals = ruleLiterals([assignedRule]);
  assert.deepEqual(literals.map(({ twist, disguise }) => [twist, disguise]), [["plain", "never"]]);
  assert.equal(literals[0]?.exact, false);
});

Deno.test("ruleLiterals() searches a window where the pattern has no fixed beginning", () => {
  const [literal] = ruleLiterals([middleRule]);
  assert.equal(literal?.rule.anchored, false);
  assert.equal(literal?.rule.pattern.flags, "g");
  assert.equal(literal?.text, "MidL");
});

Deno.test("ruleLiterals() knows literals that overlap themselves and those that the walk cannot see", () => {
  const of = (keyword: string) => ruleLiterals([{ ...middleRule, keywords: [keyword] }])[0];
  assert.equal(of("ACCA")?.overlaps, true);
  assert.equal(of("ACCB")?.overlaps, false);
  assert.equal(of("://")?.literal, "");
});
