import assert from "node:assert/strict";
import { dummy } from "../../../../lib/scan/rules/build/dummy.ts";
import { structured } from "../../../../lib/scan/rules/build/structured.ts";

const rule = structured({
  id: "tok",
  kind: "some token",
  keywords: ["tok_"],
  pattern: /tok_[a-z0-9]{16}/g,
  match: ["tok_<n16>"],
  miss: ["tok_<n4>"],
});

Deno.test("structured() makes a row whose keyword counts in its case only", () => {
  assert.equal(rule.exactCase, true);
  assert.equal(rule.shape, "structured");
});

Deno.test("structured() fills the examples, and adds the keyword by itself to those that miss", () => {
  assert.match(rule.examples.match[0] ?? "", /^tok_[a-z0-9]{16}$/);
  assert.equal(rule.examples.miss[0], "tok_");
  assert.equal(rule.examples.miss.length, 2);
});

Deno.test("structured() checks that what follows the keyword looks random", () => {
  const match = /.*/.exec("") ?? [];
  const check = rule.check;
  assert.ok(check !== undefined);
  assert.equal(check("tok_k3j9xq0vmzh27fwd", match as RegExpMatchArray), true);
  assert.equal(check("tok_xxxxxxxxxxxxxxxx", match as RegExpMatchArray), false);
});

Deno.test("structured() takes a part of a longer random run for none", () => {
  const row = structured({
    id: "acme-key",
    kind: "Acme key",
    keywords: ["acme_"],
    pattern: /acme_[A-Za-z0-9]{24}/g,
    match: ["acme_<x24>"],
  });
  const judge = (shape: string): boolean | undefined => {
    const match = new RegExp(row.pattern.source).exec(dummy(shape));
    return match === null ? undefined : row.check?.(match[0], match);
  };
  assert.equal(judge("acme_<x24>"), true);
  assert.equal(judge("<w40>_acme_<x24>_<w40>"), false);
});
