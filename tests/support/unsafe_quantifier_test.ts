import assert from "node:assert/strict";
import { unsafeQuantifier } from "./unsafe_quantifier.ts";

Deno.test("unsafeQuantifier() passes bounded quantifiers, fixed repetition and optional groups", () => {
  for (
    const source of [
      "a{3}",
      "[a+*]{1,9}",
      "(?:-[a-f]{4}){3}",
      "(?:a{1,3})?b",
      "\\+\\*",
      "(?<!x)a??",
      "(?<v>a{2,3})b{1,2}",
    ]
  ) {
    assert.equal(unsafeQuantifier(source), undefined, source);
  }
});

Deno.test("unsafeQuantifier() names what has no bound or is nested", () => {
  for (
    const source of ["a*", "a+", "[a]{2,}", "(?:a{1,3}){2,5}", "(?:a?b){1,9}", "(?:(?:a{1,2})b){3}"]
  ) {
    assert.notEqual(unsafeQuantifier(source), undefined, source);
  }
});
