import assert from "node:assert/strict";
import { scriptSigns } from "../../../lib/scan/injection/scripts.ts";
import { unsafeQuantifier } from "../../support/unsafe_quantifier.ts";

Deno.test("scriptSigns() show in their examples and in no counter-example", () => {
  for (const { id, script, pattern, examples } of scriptSigns) {
    for (const text of examples.match) {
      assert.ok(script.test(text), `${id}: ${text} has none of its script`);
      assert.ok([...text.matchAll(pattern)].length > 0, `${id}: ${text}`);
    }
    for (const text of examples.miss) {
      assert.equal([...text.matchAll(pattern)].length, 0, `${id}: ${text}`);
    }
  }
});

Deno.test("scriptSigns() have bounded quantifiers and get through 64 KiB of their own words in time", () => {
  for (const { id, pattern, examples } of scriptSigns) {
    assert.equal(unsafeQuantifier(pattern.source), undefined, id);
    assert.match(pattern.flags, /^gi?u$/, id);
    const [example = ""] = examples.match;
    for (const piece of [example.slice(0, 3), example.slice(-4), `${example.slice(0, -2)} `]) {
      const text = piece.repeat(Math.ceil(65_536 / piece.length));
      let best = Infinity;
      for (let attempt = 0; attempt < 8 && best >= 75; attempt++) {
        const start = performance.now();
        for (const _ of text.matchAll(pattern));
        best = Math.min(best, performance.now() - start);
      }
      assert.ok(best < 75, `${id}: ${best.toFixed(1)} ms`);
    }
  }
});
