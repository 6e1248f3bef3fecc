import assert from "node:assert/strict";
import { reasons } from "../../lib/policy/refusal.ts";

Deno.test("reasons have codes that fit a header and a sentence each", () => {
  for (const [code, sentence] of Object.entries(reasons)) {
    assert.match(code, /^[a-z]+(-[a-z]+)*$/);
    assert.ok(sentence.length > 10, code);
  }
});
