import assert from "node:assert/strict";
import { isToken } from "../../lib/config/token.ts";

Deno.test("isToken() takes the characters of RFC 9110 and no other", () => {
  for (const good of ["GET", "x-api-key", "!#$%&'*+-.^_`|~09AZaz"]) assert.ok(isToken(good));
  for (const bad of ["", " ", "a b", "a:", "a\n", "ä", "(", '"', "a,b", "a/b", "a=b", "[", "{"]) {
    assert.ok(!isToken(bad), bad);
  }
});
