import assert from "node:assert/strict";
import { afterEscape } from "../../../../lib/scan/rules/build/after_escape.ts";

const pattern = afterEscape(/(?<![A-Za-z0-9_])tok_[a-z]{4}/g);

Deno.test("afterEscape() sees a boundary after an escaped line end", () => {
  assert.equal("first\\ntok_abcd".match(pattern)?.[0], "tok_abcd");
  assert.equal("first\\r\\ntok_abcd".match(pattern)?.[0], "tok_abcd");
  assert.equal("first\\ttok_abcd".match(pattern)?.[0], "tok_abcd");
});

Deno.test("afterEscape() keeps the boundary that there was", () => {
  assert.equal(" tok_abcd".match(pattern)?.[0], "tok_abcd");
  assert.equal("ntok_abcd".match(pattern), null);
  assert.equal("_tok_abcd".match(pattern), null);
  assert.equal("\\xtok_abcd".match(pattern), null);
});

Deno.test("afterEscape() keeps flags and all other assertions", () => {
  const other = /(?<=a)b(?!c)(?<!xyz)/gi;
  assert.equal(afterEscape(other).source, other.source);
  assert.equal(afterEscape(other).flags, "gi");
});
